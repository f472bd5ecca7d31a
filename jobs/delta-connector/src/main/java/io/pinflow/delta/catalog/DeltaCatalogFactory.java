package io.pinflow.delta.catalog;

import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.table.DeltaConnectorOptions;
import io.pinflow.delta.table.DeltaTableFactory;
import io.pinflow.delta.table.KnownOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.catalog.CommonCatalogOptions;
import org.apache.flink.table.factories.CatalogFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * {@code 'type' = 'delta'}: the Delta tables under a folder, without any DDL.
 *
 * <pre>{@code
 * CREATE CATALOG lake WITH ('type' = 'delta', 'warehouse' = 's3://lake');
 * SELECT COUNT(*) FROM lake.`default`.geo_table;
 * }</pre>
 */
@PublicEvolving
public final class DeltaCatalogFactory implements CatalogFactory {

  private static final List<String> S3_PREFIXES = List.of("s3.", "fs.s3a.");

  @Override
  public String factoryIdentifier() {
    return DeltaTableFactory.IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(
        DeltaCatalogOptions.WAREHOUSE,
        DeltaCatalogOptions.DEFAULT_DATABASE,
        FactoryUtil.PROPERTY_VERSION);
  }

  /**
   * @throws io.pinflow.delta.kernel.DeltaException if an option is unknown or has no meaning
   */
  @Override
  public Catalog createCatalog(Context context) {
    Map<String, String> given = context.getOptions();
    Set<String> keys =
        optionalOptions().stream().map(ConfigOption::key).collect(Collectors.toSet());
    keys.add(CommonCatalogOptions.CATALOG_TYPE.key());
    new KnownOptions(keys, S3_PREFIXES).requireKnown(given.keySet());
    ReadableConfig options = Configuration.fromMap(given);
    Warehouse warehouse =
        new Warehouse(
            root(options, context.getConfiguration()),
            options.get(DeltaCatalogOptions.DEFAULT_DATABASE));
    Map<String, String> s3 =
        given.entrySet().stream()
            .filter(option -> S3_PREFIXES.stream().anyMatch(option.getKey()::startsWith))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return new DeltaCatalog(context.getName(), warehouse, s3);
  }

  private static Path root(ReadableConfig options, ReadableConfig session) {
    String key = DeltaCatalogOptions.WAREHOUSE.key();
    String rootKey = DeltaConnectorOptions.TABLE_ROOT.key();
    String root =
        options
            .getOptional(DeltaCatalogOptions.WAREHOUSE)
            .or(() -> session.getOptional(DeltaConnectorOptions.TABLE_ROOT))
            .orElseThrow(
                () ->
                    DeltaErrors.invalidOption(
                        key,
                        "",
                        "it is not set, nor is '"
                            + rootKey
                            + "' of the session. Name the folder which holds the tables."));
    if (root.isBlank() || !isAbsolute(new Path(root))) {
      throw DeltaErrors.invalidOption(
          key, root, "it is not absolute. Write it as s3://bucket/folder or /folder.");
    }
    DeltaTable.requireSupportedScheme(root);
    return new Path(root);
  }

  private static boolean isAbsolute(Path path) {
    return path.toUri().getScheme() != null || path.isAbsolute();
  }
}
