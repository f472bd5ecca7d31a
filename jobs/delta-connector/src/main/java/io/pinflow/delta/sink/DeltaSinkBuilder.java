package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.DeltaTypes;
import io.pinflow.delta.kernel.WriteErrors;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/** Describes a {@link DeltaSink}. */
public final class DeltaSinkBuilder {

  private static final List<String> KEY_PREFIXES =
      List.of("sink.", "s3.", "fs.s3a.", DeltaSinkOptions.SCHEMA_EVOLUTION.key());

  private final String tablePath;
  private final RowType rowType;
  private final Configuration options = new Configuration();
  private List<String> partitionColumns = List.of();
  private Map<String, String> tableProperties = Map.of();
  private DeltaEngineFactory engines = DeltaEngine::create;
  @Nullable private ProgressExtractor progress;

  DeltaSinkBuilder(String tablePath, RowType rowType) {
    this.tablePath = tablePath;
    this.rowType = rowType;
  }

  /** The table's partition columns, which an existing table must have too, in this order. */
  public DeltaSinkBuilder partitionBy(String... columns) {
    this.partitionColumns = List.of(columns);
    return this;
  }

  /**
   * Adds settings: those of {@link DeltaSinkOptions} and {@link io.pinflow.delta.kernel.S3Options}.
   * Others are ignored, so that a whole configuration may be given.
   */
  public DeltaSinkBuilder withConfiguration(ReadableConfig configuration) {
    configuration
        .toMap()
        .forEach(
            (key, value) -> {
              if (KEY_PREFIXES.stream().anyMatch(key::startsWith)) {
                options.setString(key, value);
              }
            });
    return this;
  }

  /**
   * Properties a new table gets, e.g. {@code delta.checkpointInterval}; an existing table keeps its
   * own.
   */
  public DeltaSinkBuilder tableProperties(Map<String, String> properties) {
    this.tableProperties = Map.copyOf(properties);
    return this;
  }

  /**
   * Records with each commit how far it covers each source of its rows, so that another run can
   * leave out what the table has: read it with {@link io.pinflow.delta.DeltaTableProgress}, or set
   * {@link DeltaSinkOptions#PROGRESS_SKIP_COVERED}. {@link DeltaSinkOptions#PROGRESS_COLUMN} does
   * the same for rows with a column that says where they come from.
   *
   * <p>A commit covers each of its sources up to the greatest position among its rows, and is in
   * one with them. Never is a row committed that the table covers already: if another run has
   * committed all rows of a commit, it is skipped; if it has committed some of them, the job fails
   * with an error that names the positions. So two runs at once may fill one table from different
   * sources, but not from the same.
   *
   * <p>Takes exactly-once checkpoints with aligned barriers, which is checked when the job starts,
   * and the table feature {@code domainMetadata}, which the sink adds to a table that lacks it
   * (Spark writes to such tables since Delta 3.0).
   */
  public DeltaSinkBuilder progress(ProgressExtractor extractor) {
    this.progress = extractor;
    return this;
  }

  DeltaSinkBuilder withEngine(DeltaEngineFactory factory) {
    this.engines = factory;
    return this;
  }

  /**
   * Checks everything that can be known without looking at the table.
   *
   * @throws io.pinflow.delta.kernel.DeltaException naming the option or column, the value and the
   *     remedy
   */
  public DeltaSink build() {
    DeltaTable.requireSupportedScheme(tablePath);
    // Both throw for what Delta cannot hold.
    int columns = DeltaTypes.toStructType(rowType).length();
    partitionColumns.forEach(name -> PartitionColumn.of(tablePath, rowType, name));
    if (partitionColumns.size() == columns) {
      throw WriteErrors.onlyPartitionColumns(partitionColumns);
    }
    requireSize(DeltaSinkOptions.TARGET_FILE_SIZE);
    requireSize(DeltaSinkOptions.ROW_GROUP_SIZE);
    requirePositive(DeltaSinkOptions.MAX_OPEN_FILES);
    requirePositive(DeltaSinkOptions.COMMIT_ATTEMPTS);
    read(DeltaSinkOptions.COMPRESSION);
    read(DeltaSinkOptions.CREATE_IF_ABSENT);
    if (read(DeltaSinkOptions.COMMIT_MAX_BACKOFF).toMillis() < 1) {
      throw DeltaErrors.invalidOption(
          DeltaSinkOptions.COMMIT_MAX_BACKOFF.key(),
          read(DeltaSinkOptions.COMMIT_MAX_BACKOFF),
          "it must be at least 1 ms.");
    }
    if (read(DeltaSinkOptions.SHUFFLE_BY_PARTITION) && partitionColumns.isEmpty()) {
      throw DeltaErrors.invalidOption(
          DeltaSinkOptions.SHUFFLE_BY_PARTITION.key(),
          true,
          "the table has no partition columns. Leave it off or set partitionBy.");
    }
    MetricPath.of(read(DeltaSinkOptions.METRICS_GROUP));
    requireTimeColumn();
    ProgressExtractor recorded = progressExtractor();
    SchemaEvolution evolution = read(DeltaSinkOptions.SCHEMA_EVOLUTION);
    SinkTable table =
        new SinkTable(
            tablePath,
            rowType,
            partitionColumns,
            tableProperties,
            read(DeltaSinkOptions.CREATE_IF_ABSENT));
    table = evolution == SchemaEvolution.ADD_COLUMNS ? table.addingColumns() : table;
    return new DeltaSink(
        recorded == null ? table : table.recordingProgress(),
        new Configuration(options),
        engines,
        recorded);
  }

  @Nullable
  private ProgressExtractor progressExtractor() {
    String column = read(DeltaSinkOptions.PROGRESS_COLUMN);
    ProgressExtractor extractor = progress;
    if (extractor == null && column != null) {
      extractor = ProgressColumn.of(rowType, column);
    }
    if (extractor == null && read(DeltaSinkOptions.PROGRESS_SKIP_COVERED)) {
      throw DeltaErrors.invalidOption(
          DeltaSinkOptions.PROGRESS_SKIP_COVERED.key(),
          true,
          "no progress is recorded. Set '" + DeltaSinkOptions.PROGRESS_COLUMN.key() + "' as well.");
    }
    return extractor;
  }

  private void requireTimeColumn() {
    String column = read(DeltaSinkOptions.METRICS_TIME_COLUMN);
    if (column == null) {
      return;
    }
    int index = rowType.getFieldIndex(column);
    if (index < 0
        || !rowType.getTypeAt(index).is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
        || partitionColumns.contains(column)) {
      throw DeltaErrors.invalidOption(
          DeltaSinkOptions.METRICS_TIME_COLUMN.key(),
          column,
          "the rows have no such column of type TIMESTAMP_LTZ which is no partition column. They"
              + " have "
              + rowType.asSummaryString()
              + ", partitioned by "
              + partitionColumns
              + ".");
    }
  }

  private void requireSize(ConfigOption<MemorySize> option) {
    if (read(option).getBytes() < 1) {
      throw DeltaErrors.invalidOption(option.key(), read(option), "it must be at least 1 byte.");
    }
  }

  private void requirePositive(ConfigOption<Integer> option) {
    if (read(option) < 1) {
      throw DeltaErrors.invalidOption(option.key(), read(option), "it must be at least 1.");
    }
  }

  private <T> T read(ConfigOption<T> option) {
    try {
      return options.get(option);
    } catch (IllegalArgumentException e) {
      throw DeltaErrors.invalidOption(
          option.key(), options.toMap().get(option.key()), e.getMessage());
    }
  }
}
