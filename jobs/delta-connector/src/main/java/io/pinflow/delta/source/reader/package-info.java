/**
 * The reading half of the source: Parquet files to batches of rows.
 *
 * <pre>
 * DeltaSourceReader -&gt; DeltaSplitReader -&gt; ParquetSplitRows (one split) -&gt; Column (one vector)
 *                                         RowBatch (vectors on their way to the task), two of them in BatchPool
 * </pre>
 */
package io.pinflow.delta.source.reader;
