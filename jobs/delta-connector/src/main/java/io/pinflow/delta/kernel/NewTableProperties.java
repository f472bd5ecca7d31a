package io.pinflow.delta.kernel;

import java.util.HashMap;
import java.util.Map;

/** The properties which a table made by this connector gets unless its creator says otherwise. */
public final class NewTableProperties {

  /**
   * Transactions are forgotten after 30 days, since every start of a job adds one; that must be
   * longer than the age of any savepoint that may still be restored.
   */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "delta.checkpointInterval",
          "10",
          TableCreation.TRANSACTION_RETENTION,
          "interval 30 days");

  private NewTableProperties() {}

  public static Map<String, String> withDefaults(Map<String, String> given) {
    Map<String, String> properties = new HashMap<>(DEFAULTS);
    properties.putAll(given);
    return properties;
  }
}
