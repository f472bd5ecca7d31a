package io.pinflow.delta.catalog;

import io.pinflow.delta.table.DeltaConnectorOptions;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/**
 * The options of {@code CREATE CATALOG ... WITH ('type' = 'delta')}. {@link
 * io.pinflow.delta.kernel.S3Options} may be given too; commits through this catalog then use them.
 */
@PublicEvolving
public final class DeltaCatalogOptions {

  public static final ConfigOption<String> WAREHOUSE =
      ConfigOptions.key("warehouse")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The folder of the catalog, e.g. s3://lake: an absolute path. Absent, it is '"
                  + DeltaConnectorOptions.TABLE_ROOT.key()
                  + "' of the session.");

  public static final ConfigOption<String> DEFAULT_DATABASE =
      ConfigOptions.key("default-database")
          .stringType()
          .defaultValue("default")
          .withDescription(
              "Name of the database which is the warehouse folder itself: its tables are the Delta"
                  + " tables which lie directly in that folder. No subfolder may have this name.");

  private DeltaCatalogOptions() {}
}
