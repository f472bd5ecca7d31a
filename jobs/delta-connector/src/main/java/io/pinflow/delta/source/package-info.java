/**
 * Reads Delta tables with Flink.
 *
 * <pre>
 * DeltaSourceBuilder   chooses the snapshot and the columns, where the job is built
 * DeltaSplitEnumerator lists the snapshot's files, cuts them into splits and hands these out, in the JobManager
 *
 * ContinuousDeltaSourceBuilder chooses where in the log a read without end begins
 * ContinuousSplitEnumerator    makes splits of commits as they appear, in the JobManager
 * CommitMonitor                looks for them, off the coordinator's thread
 * CommitRules                  tells which commits such a read may go on with
 *
 * reader package       reads splits from Parquet, in the tasks
 * </pre>
 */
package io.pinflow.delta.source;
