/** The same posts by topics and by streams, compared. */
package io.pinflow.local.parity;
