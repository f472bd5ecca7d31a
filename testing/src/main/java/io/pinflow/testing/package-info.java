/**
 * Real servers for tests, each a process of its own on 127.0.0.1, started from the jars that {@code
 * deploy/runtime} assembles. Only the JDK is needed here, so that every module can use them beside
 * whichever client version it ships.
 */
package io.pinflow.testing;
