/**
 * The data contract of the pipeline: what records look like on the wire, what the clean tables
 * hold, and the {@link io.pinflow.schema.Cleaner} which turns the one into the other.
 *
 * <p>Nothing in here knows of Flink, Kafka or Delta. Every record ends as a clean row or as a
 * quarantined one; no input value is lost: it is in the row, in the row's {@code rescued} column,
 * was replaced by a named {@link io.pinflow.schema.Rule}, or stays in the quarantined payload.
 */
package io.pinflow.schema;
