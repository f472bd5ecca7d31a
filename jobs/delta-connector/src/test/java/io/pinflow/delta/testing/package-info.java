/** What several tests of the connector share. */
package io.pinflow.delta.testing;
