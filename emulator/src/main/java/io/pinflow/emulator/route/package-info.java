/** How records reach the pipeline. */
package io.pinflow.emulator.route;
