/**
 * The pipeline on AWS, as an app of the Cloud Development Kit: three stacks for each stage of
 * {@code cdk.json}.
 *
 * <pre>{@code
 * StageSettings ──► DataStack    network, Kafka cluster, streams, bucket: what is kept
 *                   IngestStack  Kafka REST Proxy, API Gateway, task that creates the topics
 *                   JobsStack    one Flink application per job, roles, alarms, dashboard, schedule
 * }</pre>
 */
package io.pinflow.aws;
