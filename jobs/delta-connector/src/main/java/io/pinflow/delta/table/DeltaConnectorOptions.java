package io.pinflow.delta.table;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The options of {@code 'connector' = 'delta'}. */
@PublicEvolving
public final class DeltaConnectorOptions {

  public static final ConfigOption<String> TABLE_PATH =
      ConfigOptions.key("table-path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The table's root directory, e.g. s3://lake/pin_table. A relative path is resolved"
                  + " against 'delta.table-root' of the session.");

  /** Not an option of a table but of the session: of the Flink configuration, -D or SET. */
  public static final ConfigOption<String> TABLE_ROOT =
      ConfigOptions.key("delta.table-root")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The directory against which a relative 'table-path' of a Delta table is resolved,"
                  + " e.g. s3://lake. Set it in the Flink configuration, with -D or with SET.");

  private DeltaConnectorOptions() {}
}
