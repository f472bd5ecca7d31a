package io.pinflow.delta.maintenance;

import io.delta.kernel.Snapshot;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.MaintenanceErrors;
import io.pinflow.delta.kernel.WriteErrors;
import io.pinflow.delta.kernel.WriteLayout;
import io.pinflow.delta.parquet.DataFileFormat;
import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.source.reader.SplitRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.data.RowData;

/**
 * Writes the rows of groups of files into new files, as one version of the table has them: without
 * deleted rows, under today's physical names, absent columns as nulls. Not thread-safe.
 */
final class GroupRewriter {

  /** What the open file may hold in heap memory. */
  private static final long ROW_GROUP_BYTES = MemorySize.ofMebiBytes(32).getBytes();

  private final String tablePath;
  private final CompactionOptions options;
  private final DeltaSource source;
  private final DataFileFormat format;
  private final List<String> partitionColumns;
  private final int[] sortColumns;

  private GroupRewriter(
      String tablePath,
      CompactionOptions options,
      DeltaSource source,
      DataFileFormat format,
      List<String> partitionColumns,
      int[] sortColumns) {
    this.tablePath = tablePath;
    this.options = options;
    this.source = source;
    this.format = format;
    this.partitionColumns = partitionColumns;
    this.sortColumns = sortColumns;
  }

  /**
   * @throws io.pinflow.delta.kernel.DeltaException if the table cannot be read or written here, or
   *     the options do not fit it
   */
  static GroupRewriter of(
      DeltaEngine engine,
      String tablePath,
      Snapshot snapshot,
      CompactionOptions options,
      Configuration configuration) {
    WriteLayout layout = WriteLayout.of(engine, snapshot);
    if (Boolean.parseBoolean(layout.property("delta.enableRowTracking"))) {
      throw WriteErrors.unsupportedWriterFeature(tablePath, "rowTracking");
    }
    List<String> names = new ArrayList<>();
    StructType physicalSchema = new StructType();
    List<String> partitionColumns = new ArrayList<>();
    for (int i = 0; i < layout.schema().length(); i++) {
      StructField physical = layout.physicalSchema().at(i);
      if (layout.partitionColumns().contains(layout.schema().at(i).getName())) {
        partitionColumns.add(physical.getName());
      } else {
        names.add(layout.schema().at(i).getName());
        physicalSchema = physicalSchema.add(physical);
      }
    }
    DeltaSource source =
        DeltaSource.forBoundedRowData(tablePath)
            .snapshot(snapshot)
            .columns(names)
            .configuration(configuration)
            .build();
    DataFileFormat format =
        new DataFileFormat(
            source.rowType(),
            physicalSchema,
            layout.statisticsColumns(),
            options.compression(),
            ROW_GROUP_BYTES);
    int[] sortColumns = new int[options.sortColumns().size()];
    for (int i = 0; i < sortColumns.length; i++) {
      String column = options.sortColumns().get(i);
      sortColumns[i] = names.indexOf(column);
      if (sortColumns[i] < 0) {
        throw DeltaErrors.noSuchColumn(tablePath, column, names);
      }
    }
    return new GroupRewriter(tablePath, options, source, format, partitionColumns, sortColumns);
  }

  /**
   * Writes the files; nothing of them is in the table yet.
   *
   * @throws IOException if a file cannot be read or written; what was written is deleted then
   */
  RewrittenGroup rewrite(CompactionGroup group) throws IOException {
    Map<String, String> partition = new LinkedHashMap<>();
    partitionColumns.forEach(column -> partition.put(column, group.partitionValues().get(column)));
    RewriteOutput output = output(group, partition);
    try (SplitRows rows = source.read(group.splits())) {
      if (sortColumns.length == 0) {
        for (RowData row = rows.next(); row != null; row = rows.next()) {
          output.write(row);
        }
      } else {
        writeSorted(rows, output);
      }
      List<DataFile> files = output.finish();
      long written = files.stream().mapToLong(DataFile::rows).sum();
      if (group.rows().orElse(written) != written) {
        throw MaintenanceErrors.rowsLostInRewrite(tablePath, group.rows().getAsLong(), written);
      }
      return new RewrittenGroup(group, files);
    } catch (IOException | RuntimeException e) {
      output.discard();
      throw e;
    }
  }

  /**
   * The rows are dealt out evenly over as many files as the group's size asks for. Where they are
   * not counted, a file ends by its size, which is known for what is compressed only.
   */
  private RewriteOutput output(CompactionGroup group, Map<String, String> partition) {
    long target = options.targetFileBytes();
    if (group.rows().isEmpty()) {
      return new RewriteOutput(tablePath, partition, format, Long.MAX_VALUE, target);
    }
    long files = Math.max(1, Math.round((double) group.bytes() / target));
    long rowsPerFile = Math.max(1, (group.rows().getAsLong() + files - 1) / files);
    return new RewriteOutput(tablePath, partition, format, rowsPerFile, Long.MAX_VALUE);
  }

  private void writeSorted(SplitRows rows, RewriteOutput output) throws IOException {
    try (RowSorter sorter =
        new RowSorter(source.rowType(), sortColumns, options.sortMemoryBytes())) {
      for (RowData row = rows.next(); row != null; row = rows.next()) {
        sorter.add(row);
      }
      sorter.forEachInOrder(output::write);
    }
  }
}
