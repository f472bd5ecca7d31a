/** Data files: Parquet as Delta asks for it, written row by row through Flink's file systems. */
package io.pinflow.delta.parquet;
