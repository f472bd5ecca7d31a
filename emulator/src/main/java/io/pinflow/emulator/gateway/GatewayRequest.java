package io.pinflow.emulator.gateway;

/**
 * A request as an operation sees it.
 *
 * @param topic the topic in the path, or empty where the path has none
 * @param contentType the header's value, or null
 * @param body the body's bytes, at most the configured size; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy per request would cost more
record GatewayRequest(String topic, String contentType, byte[] body) {}
