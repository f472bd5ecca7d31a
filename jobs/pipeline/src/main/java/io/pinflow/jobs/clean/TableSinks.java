package io.pinflow.jobs.clean;

import io.pinflow.schema.TableSchema;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.table.data.RowData;

/** Where the rows of a table go. */
@FunctionalInterface
interface TableSinks {

  Sink<RowData> of(TableSchema table);
}
