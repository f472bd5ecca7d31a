package io.pinflow.delta.table;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * {@code 'connector' = 'relative-filesystem'}: files that lie near a lake's Delta tables, read by
 * Flink's own filesystem connector. A relative {@code path} is resolved against {@link
 * DeltaConnectorOptions#TABLE_ROOT}, as the paths of Delta tables are; every other option is the
 * filesystem connector's.
 *
 * <pre>{@code
 * CREATE TABLE lines (line STRING) WITH ('connector' = 'relative-filesystem', 'path' = '../raw', 'format' = 'raw');
 * }</pre>
 */
@PublicEvolving
public final class RelativeFilesTableFactory implements DynamicTableSourceFactory {

  public static final String IDENTIFIER = "relative-filesystem";

  private static final String FLINKS_CONNECTOR = "filesystem";

  private static final ConfigOption<String> PATH =
      ConfigOptions.key("path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Folder of the files. A relative path is resolved against 'delta.table-root' of the"
                  + " session.");

  @Override
  public String factoryIdentifier() {
    return IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(PATH);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }

  /** The source which Flink's connector makes of the same table at the resolved path. */
  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    ResolvedCatalogTable table = context.getCatalogTable();
    Map<String, String> options = new HashMap<>(table.getOptions());
    options.put(FactoryUtil.CONNECTOR.key(), FLINKS_CONNECTOR);
    options.computeIfPresent(
        PATH.key(),
        (key, path) -> TablePaths.resolve(PATH.key(), path, context.getConfiguration()));
    return FactoryUtil.createDynamicTableSource(
        null,
        context.getObjectIdentifier(),
        table.copy(options),
        Map.of(),
        context.getConfiguration(),
        context.getClassLoader(),
        context.isTemporary());
  }
}
