/** Delta tables in Flink SQL: {@code 'connector' = 'delta'}. */
package io.pinflow.delta.table;
