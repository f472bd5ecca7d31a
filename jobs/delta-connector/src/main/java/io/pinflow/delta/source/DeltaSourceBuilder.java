package io.pinflow.delta.source;

import io.delta.kernel.Snapshot;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.DeltaTypes;
import io.pinflow.delta.kernel.TableScan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.annotation.Internal;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Preconditions;

/**
 * Builds a {@link DeltaSource}. Unless told otherwise it reads every column of the newest snapshot.
 */
@PublicEvolving
public final class DeltaSourceBuilder {

  private static final Set<LogicalTypeRoot> NESTED =
      Set.of(LogicalTypeRoot.ARRAY, LogicalTypeRoot.MAP, LogicalTypeRoot.ROW);

  private final String tablePath;
  private Optional<List<String>> columns = Optional.empty();
  private Optional<ScanFilter> filter = Optional.empty();
  private Optional<Long> version = Optional.empty();
  private Optional<Snapshot> snapshot = Optional.empty();
  private long limit = Long.MAX_VALUE;
  private Configuration configuration = new Configuration();

  DeltaSourceBuilder(String tablePath) {
    this.tablePath = Preconditions.checkNotNull(tablePath, "tablePath");
  }

  /** The columns of the rows, in this order. */
  public DeltaSourceBuilder columns(String... names) {
    return columns(Arrays.asList(names));
  }

  /** The columns of the rows, in this order. */
  public DeltaSourceBuilder columns(List<String> names) {
    columns = Optional.of(List.copyOf(names));
    return this;
  }

  /**
   * Leaves out files which hold no row that satisfies the filter. A condition on partition columns
   * holds of every row then, one on others does not.
   */
  public DeltaSourceBuilder filter(ScanFilter condition) {
    filter = Optional.of(condition);
    return this;
  }

  /** Reads at least this many rows, if there are so many, and perhaps more. */
  public DeltaSourceBuilder limit(long rows) {
    Preconditions.checkArgument(rows >= 0, "limit is %s, must not be negative", rows);
    limit = rows;
    return this;
  }

  /** Reads this version of the table. */
  public DeltaSourceBuilder versionAsOf(long tableVersion) {
    version = Optional.of(tableVersion);
    return this;
  }

  /** Reads a snapshot that is loaded already. */
  @Internal
  public DeltaSourceBuilder snapshot(Snapshot loaded) {
    snapshot = Optional.of(loaded);
    return this;
  }

  /** The S3 options of the connector, where they differ from those of the Flink configuration. */
  public DeltaSourceBuilder configuration(Configuration options) {
    configuration = new Configuration(options);
    return this;
  }

  /**
   * Reads the table's log.
   *
   * @throws DeltaException if there is no such table, it lacks a column, or has a feature or a type
   *     which cannot be read
   */
  public DeltaSource build() {
    try (DeltaEngine engine = DeltaEngine.create(configuration)) {
      DeltaTable table = DeltaTable.at(engine, tablePath);
      Snapshot read = snapshot.or(() -> version.map(table::atVersion)).orElseGet(table::latest);
      return build(TableScan.of(engine, tablePath, read), read);
    }
  }

  private DeltaSource build(TableScan scan, Snapshot read) {
    StructType schema = read.getSchema();
    List<String> names = columns.orElse(schema.fieldNames());
    filter.ifPresent(condition -> condition.columns().forEach(name -> field(schema, name)));
    List<String> partitionColumns = read.getPartitionColumnNames();
    List<ScanColumn> scanned = new ArrayList<>();
    StructType produced = new StructType();
    for (String name : names) {
      StructField field = field(schema, name);
      produced = produced.add(field);
    }
    RowType rowType = DeltaTypes.toRowType(produced);
    for (int i = 0; i < names.size(); i++) {
      StructField field = produced.at(i);
      LogicalType type = rowType.getTypeAt(i);
      requireReadable(field.getName(), type);
      scanned.add(
          new ScanColumn(
              field.getName(),
              scan.physicalName(field),
              scan.fieldId(field),
              type,
              partitionColumns.contains(field.getName())));
    }
    return new DeltaSource(
        tablePath, read.getVersion(), scanned, rowType, filter.orElse(null), limit, configuration);
  }

  private StructField field(StructType schema, String name) {
    if (schema.indexOf(name) < 0) {
      throw DeltaErrors.noSuchColumn(tablePath, name, schema.fieldNames());
    }
    return schema.get(name);
  }

  private static void requireReadable(String column, LogicalType type) {
    LogicalType value = type.is(LogicalTypeRoot.ARRAY) ? ((ArrayType) type).getElementType() : type;
    if (NESTED.contains(value.getTypeRoot())) {
      throw DeltaErrors.unreadableType(column, type);
    }
  }
}
