/** The errors this module shows to its users. */
package io.pinflow.emulator.error;
