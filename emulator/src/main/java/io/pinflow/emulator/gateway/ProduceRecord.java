package io.pinflow.emulator.gateway;

/**
 * A record to produce.
 *
 * @param key the key's bytes, or null
 * @param value the value's bytes, or null
 * @param partition the wanted partition, or null for Kafka's choice
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy per record would cost more
record ProduceRecord(byte[] key, byte[] value, Integer partition) {}
