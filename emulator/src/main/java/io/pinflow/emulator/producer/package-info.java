/** What the gateway and the emulator have in common as producers of Kafka records. */
package io.pinflow.emulator.producer;
