/** Calls Kinesis for the integrations of the API definition. */
package io.pinflow.emulator.gateway.kinesis;
