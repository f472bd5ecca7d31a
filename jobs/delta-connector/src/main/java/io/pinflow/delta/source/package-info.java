/**
 * Reads Delta tables with Flink.
 *
 * <pre>
 * DeltaSourceBuilder   chooses the snapshot and the columns, where the job is built
 * DeltaSplitEnumerator lists the snapshot's files, cuts them into splits and hands these out, in the JobManager
 * reader package       reads splits from Parquet, in the tasks
 * </pre>
 */
package io.pinflow.delta.source;
