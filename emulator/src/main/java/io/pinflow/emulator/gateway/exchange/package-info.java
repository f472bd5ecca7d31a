/** Requests and responses as the gateway's parts pass them on, and what answers them. */
package io.pinflow.emulator.gateway.exchange;
