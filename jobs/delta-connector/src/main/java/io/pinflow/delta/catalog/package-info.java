/**
 * The catalog {@code 'type' = 'delta'} of Flink SQL: a folder whose subfolders are databases and
 * Delta tables. Nothing is kept but in the tables' own logs.
 */
package io.pinflow.delta.catalog;
