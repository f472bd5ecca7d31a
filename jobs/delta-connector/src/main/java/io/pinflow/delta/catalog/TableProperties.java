package io.pinflow.delta.catalog;

import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.table.DeltaConnectorOptions;
import java.util.Collection;

/** What of a table's options is kept in the table itself. */
final class TableProperties {

  private TableProperties() {}

  /**
   * @throws io.pinflow.delta.kernel.DeltaException for an option which is of a job or of the
   *     catalog
   */
  static void requireAll(Collection<String> keys) {
    for (String key : keys) {
      if (key.equals(DeltaConnectorOptions.TABLE_PATH.key())) {
        throw DeltaErrors.invalidOption(
            key, "...", "the catalog puts a table into the folder of its name. Leave it out.");
      }
      if (key.equals(DeltaConnectorOptions.TABLE_ROOT.key())
          || !key.startsWith(TableDescription.PROPERTY_PREFIX)) {
        throw DeltaErrors.invalidOption(
            key,
            "...",
            "only properties which begin with 'delta.' are kept in a table. Give an option of"
                + " reading or writing where it is used: /*+ OPTIONS('"
                + key
                + "' = '...') */.");
      }
    }
  }
}
