/** Credentials: where they come from, and that they are never shown. */
package io.pinflow.emulator.secret;
