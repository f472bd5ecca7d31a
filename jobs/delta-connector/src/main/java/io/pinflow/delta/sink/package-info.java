/**
 * The sink: appends rows to a Delta table exactly once.
 *
 * <pre>{@code
 * rows ──▶ writer (parallel) ──▶ commit (one) ──▶ the table's log
 *          DeltaWriter            DeltaCommitOperator
 *          closes its files       snapshots the files as one committable,
 *          before a barrier       commits it when its checkpoint is complete
 * }</pre>
 */
package io.pinflow.delta.sink;
