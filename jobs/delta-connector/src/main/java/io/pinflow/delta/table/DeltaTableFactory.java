package io.pinflow.delta.table;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.TableScan;
import io.pinflow.delta.sink.DeltaSink;
import io.pinflow.delta.sink.DeltaSinkOptions;
import io.pinflow.delta.source.newest.NewestRule;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.config.TableConfigOptions;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/**
 * {@code 'connector' = 'delta'}: tables of Flink SQL which are Delta tables.
 *
 * <pre>{@code
 * CREATE TABLE geo (ind INT, country STRING) WITH ('connector' = 'delta', 'table-path' = 's3://lake/geo_table');
 * }</pre>
 *
 * <p>The statement names those of the table's columns which are wanted, in any order, with their
 * types in the table. It is compared with the table when a query is planned; the query then reads
 * the snapshot which was the newest at that moment, unless {@link DeltaConnectorOptions} say
 * otherwise.
 */
@PublicEvolving
public final class DeltaTableFactory implements DynamicTableSourceFactory, DynamicTableSinkFactory {

  public static final String IDENTIFIER = "delta";

  private static final String TABLE_PROPERTY_PREFIX = "delta.";

  /** Table properties, and {@link io.pinflow.delta.kernel.S3Options} with their other spellings. */
  private static final List<String> OTHER_PREFIXES =
      List.of(TABLE_PROPERTY_PREFIX, "s3.", "fs.s3a.");

  @Override
  public String factoryIdentifier() {
    return IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(DeltaConnectorOptions.TABLE_PATH);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(
        DeltaConnectorOptions.MODE,
        DeltaConnectorOptions.VERSION_AS_OF,
        DeltaConnectorOptions.TIMESTAMP_AS_OF,
        DeltaConnectorOptions.STARTING_VERSION,
        DeltaConnectorOptions.STARTING_TIMESTAMP,
        DeltaConnectorOptions.SPLIT_SIZE,
        DeltaConnectorOptions.EMPTY_IF_ABSENT,
        DeltaConnectorOptions.NEWEST_PER,
        DeltaConnectorOptions.NEWEST_BY,
        DeltaConnectorOptions.UPDATE_CHECK_INTERVAL_MILLIS,
        DeltaConnectorOptions.UPDATE_CHECK_DELAY_MILLIS,
        DeltaConnectorOptions.IGNORE_DELETES,
        DeltaConnectorOptions.IGNORE_CHANGES,
        DeltaSinkOptions.COMPRESSION,
        DeltaSinkOptions.TARGET_FILE_SIZE,
        DeltaSinkOptions.ROW_GROUP_SIZE,
        DeltaSinkOptions.MAX_OPEN_FILES,
        DeltaSinkOptions.CREATE_IF_ABSENT,
        DeltaSinkOptions.SHUFFLE_BY_PARTITION,
        DeltaSinkOptions.COMMIT_ATTEMPTS,
        DeltaSinkOptions.COMMIT_MAX_BACKOFF,
        DeltaSinkOptions.SCHEMA_EVOLUTION,
        DeltaSinkOptions.PROGRESS_COLUMN,
        DeltaSinkOptions.PROGRESS_SKIP_COVERED,
        DeltaSinkOptions.METRICS_GROUP,
        DeltaSinkOptions.METRICS_TIME_COLUMN,
        FactoryUtil.SINK_PARALLELISM);
  }

  /**
   * @throws DeltaException if there is no such table and there must be one, or it is not as the
   *     statement says
   */
  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    ReadableConfig options = validated(context);
    String tablePath = tablePath(context, options);
    DataType rowType = context.getPhysicalRowDataType();
    boolean streaming =
        options.get(DeltaConnectorOptions.MODE) == DeltaConnectorOptions.Mode.STREAMING;
    Optional<NewestRule> newest =
        NewestOptions.read(options, context.getConfiguration(), (RowType) rowType.getLogicalType());
    try (DeltaEngine engine = DeltaEngine.create(new Configuration())) {
      DeltaTable table = DeltaTable.at(engine, tablePath);
      if (!streaming
          && options.get(DeltaConnectorOptions.EMPTY_IF_ABSENT)
          && table.find().isEmpty()) {
        return new AbsentTableSource(tablePath, rowType);
      }
      Snapshot snapshot = streaming ? table.latest() : ReadVersion.of(options).load(table);
      TableScan.of(engine, tablePath, snapshot);
      DeclaredSchema.of(
              (RowType) rowType.getLogicalType(), context.getCatalogTable().getPartitionKeys())
          .requireFits(tablePath, snapshot);
      ZoneId zone = sessionZone(context.getConfiguration());
      Optional<MemorySize> splitSize = options.getOptional(DeltaConnectorOptions.SPLIT_SIZE);
      if (streaming) {
        return new StreamingTableSource(
            StreamingRead.of(options), tablePath, snapshot, rowType, zone, splitSize);
      }
      return newest
          .<DynamicTableSource>map(
              rule -> new NewestTableSource(rule, tablePath, snapshot, rowType, zone, splitSize))
          .orElseGet(() -> new DeltaTableSource(tablePath, snapshot, rowType, zone, splitSize));
    }
  }

  /**
   * The table may be absent: the sink then creates it, with the statement's options that begin with
   * 'delta.'.
   */
  @Override
  public DynamicTableSink createDynamicTableSink(Context context) {
    ReadableConfig options = validated(context);
    NewestOptions.requireNone(options);
    String tablePath = tablePath(context, options);
    RowType rowType = (RowType) context.getPhysicalRowDataType().getLogicalType();
    Map<String, String> properties =
        context.getCatalogTable().getOptions().entrySet().stream()
            .filter(option -> option.getKey().startsWith(TABLE_PROPERTY_PREFIX))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    DeltaSink sink =
        DeltaSink.forRowData(tablePath, rowType)
            .partitionBy(context.getCatalogTable().getPartitionKeys().toArray(new String[0]))
            .tableProperties(properties)
            .withConfiguration(options)
            .build();
    return new DeltaTableSink(sink, tablePath, options.get(FactoryUtil.SINK_PARALLELISM));
  }

  private ReadableConfig validated(Context context) {
    String root =
        context.getCatalogTable().getOptions().get(DeltaConnectorOptions.TABLE_ROOT.key());
    if (root != null) {
      throw DeltaErrors.invalidOption(
          DeltaConnectorOptions.TABLE_ROOT.key(),
          root,
          "it is an option of the session, not of a table. Give the table an absolute 'table-path',"
              + " or SET it.");
    }
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    knownOptions().requireKnown(context.getCatalogTable().getOptions().keySet());
    helper.validateExcept(OTHER_PREFIXES.toArray(new String[0]));
    return helper.getOptions();
  }

  private KnownOptions knownOptions() {
    Set<String> keys =
        Stream.of(requiredOptions(), optionalOptions(), Set.of(FactoryUtil.CONNECTOR))
            .flatMap(Set::stream)
            .map(ConfigOption::key)
            .collect(Collectors.toSet());
    return new KnownOptions(keys, OTHER_PREFIXES);
  }

  private static ZoneId sessionZone(ReadableConfig session) {
    String zone = session.get(TableConfigOptions.LOCAL_TIME_ZONE);
    return zone.equals(TableConfigOptions.LOCAL_TIME_ZONE.defaultValue())
        ? ZoneId.systemDefault()
        : ZoneId.of(zone);
  }

  private static String tablePath(Context context, ReadableConfig options) {
    return TablePaths.resolve(
        DeltaConnectorOptions.TABLE_PATH.key(),
        options.get(DeltaConnectorOptions.TABLE_PATH),
        context.getConfiguration());
  }
}
