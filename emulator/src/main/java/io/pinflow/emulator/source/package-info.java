/** Where posts come from. */
package io.pinflow.emulator.source;
