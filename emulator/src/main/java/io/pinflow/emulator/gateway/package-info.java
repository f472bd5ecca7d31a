/**
 * The REST gateway in front of Kafka and Kinesis, which executes the API definition that is
 * deployed to Amazon API Gateway.
 *
 * <pre>
 * HTTP -- HttpServer -- RouteTable: method and path -- operations of the API definition
 *   /topics: KafkaRest -- RouteTable -- Operation -- TopicDirectory, RecordProducer -- Kafka
 *   /streams: KinesisService -- Kinesis
 * </pre>
 */
package io.pinflow.emulator.gateway;
