package io.pinflow.delta.kernel;

import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the log says of the rows of some data files together. Immutable. */
public final class TableSummary {

  private final OptionalLong rows;
  private final Map<String, ColumnSummary> columns;

  private TableSummary(OptionalLong rows, Map<String, ColumnSummary> columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /** The exact number of rows; empty if not every file tells. */
  public OptionalLong rows() {
    return rows;
  }

  /** By the column's name in the schema, for each column that was asked for. */
  public ColumnSummary column(String name) {
    return columns.get(name);
  }

  /** Takes up one file after the other. */
  static final class Builder {

    private final List<StructField> wanted = new ArrayList<>();
    private final List<String> physicalNames = new ArrayList<>();
    private final List<Boolean> inLog = new ArrayList<>();
    private final List<ColumnSummaryBuilder> columns = new ArrayList<>();
    private StructType statisticsSchema = new StructType();
    private boolean rowsKnown = true;
    private long rows;

    Builder(TableColumns table, List<String> names) {
      for (String name : names) {
        StructField field = table.schema().get(name);
        String physicalName = table.physicalName(field);
        boolean isPartition = table.partitionColumns().contains(name);
        wanted.add(field);
        physicalNames.add(physicalName);
        inLog.add(isPartition);
        columns.add(new ColumnSummaryBuilder(physicalName, field.getDataType()));
        if (!isPartition) {
          statisticsSchema = statisticsSchema.add(physicalName, field.getDataType());
        }
      }
    }

    void add(AddFile file) {
      Optional<DataFileStatistics> statistics = file.getStats(statisticsSchema);
      if (statistics.isEmpty()) {
        rowsKnown = false;
        columns.forEach(ColumnSummaryBuilder::addUnknown);
        return;
      }
      long deleted = file.getDeletionVector().map(vector -> vector.getCardinality()).orElse(0L);
      long rowsOfFile = statistics.get().getNumRecords() - deleted;
      rows += rowsOfFile;
      Map<String, String> partition = VectorUtils.toJavaMap(file.getPartitionValues());
      for (int i = 0; i < columns.size(); i++) {
        if (inLog.get(i)) {
          columns.get(i).addPartition(partition.get(physicalNames.get(i)), rowsOfFile);
        } else if (file.getDeletionVector().isPresent()) {
          columns.get(i).addUnknown();
        } else {
          columns.get(i).add(statistics.get());
        }
      }
    }

    TableSummary build() {
      Map<String, ColumnSummary> byName = new HashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        byName.put(wanted.get(i).getName(), columns.get(i).build());
      }
      return new TableSummary(rowsKnown ? OptionalLong.of(rows) : OptionalLong.empty(), byName);
    }
  }
}
