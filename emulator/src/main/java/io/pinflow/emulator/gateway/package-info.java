/**
 * The REST gateway in front of a Kafka broker: Kafka REST v2's contract for producing.
 *
 * <pre>
 * HTTP -- HttpServer -- RouteTable: method and path -- Operation -- TopicDirectory, RecordProducer -- Kafka
 * </pre>
 *
 * <p>Operations know nothing of HTTP's routing, so that a table made from an API definition can
 * take the place of the built-in one.
 */
package io.pinflow.emulator.gateway;
