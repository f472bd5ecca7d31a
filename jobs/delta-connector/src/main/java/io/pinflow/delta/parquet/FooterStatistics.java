package io.pinflow.delta.parquet;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StructType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * A data file's statistics, taken from the footer its writer has just made: no row is looked at
 * twice and the file is not opened again.
 */
final class FooterStatistics {

  private final StructType physicalSchema;
  private final Map<List<String>, Column> columns = new HashMap<>();

  /**
   * @param physicalSchema the columns of a data file
   * @param columns those which the table wants statistics of
   */
  FooterStatistics(StructType physicalSchema, List<Column> columns) {
    this.physicalSchema = physicalSchema;
    for (Column column : columns) {
      this.columns.put(Arrays.asList(column.getNames()), column);
    }
  }

  DataFileStatistics of(ParquetMetadata footer) {
    long rows = 0;
    Map<Column, Statistics<?>> merged = new HashMap<>();
    Set<Column> incomplete = new HashSet<>();
    for (BlockMetaData block : footer.getBlocks()) {
      rows += block.getRowCount();
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        Column column = columns.get(Arrays.asList(chunk.getPath().toArray()));
        if (column != null) {
          merge(column, chunk, merged, incomplete);
        }
      }
    }
    Map<Column, Literal> min = new HashMap<>();
    Map<Column, Literal> max = new HashMap<>();
    Map<Column, Long> nulls = new HashMap<>();
    merged.forEach(
        (column, statistics) -> {
          nulls.put(column, statistics.getNumNulls());
          if (!incomplete.contains(column) && statistics.hasNonNullValue()) {
            DataType type = typeOf(column);
            ColumnBounds.lower(type, statistics).ifPresent(bound -> min.put(column, bound));
            ColumnBounds.upper(type, statistics).ifPresent(bound -> max.put(column, bound));
          }
        });
    return new DataFileStatistics(rows, min, max, nulls, Optional.empty());
  }

  private static void merge(
      Column column,
      ColumnChunkMetaData chunk,
      Map<Column, Statistics<?>> merged,
      Set<Column> incomplete) {
    Statistics<?> statistics = chunk.getStatistics();
    boolean allNull = statistics.getNumNulls() == chunk.getValueCount();
    if (!statistics.hasNonNullValue() && !allNull) {
      incomplete.add(column);
    }
    Statistics<?> before = merged.get(column);
    if (before == null) {
      merged.put(column, statistics.copy());
    } else {
      before.mergeStatistics(statistics);
    }
  }

  private DataType typeOf(Column column) {
    DataType type = physicalSchema;
    for (String name : column.getNames()) {
      type = ((StructType) type).get(name).getDataType();
    }
    return type;
  }
}
