package io.pinflow.delta.table;

import io.pinflow.delta.kernel.DeltaErrors;
import java.net.URI;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.Path;

/** Where the table of a DDL statement is. */
final class TablePaths {

  private TablePaths() {}

  /**
   * An absolute path.
   *
   * @param key the option which holds the path, for messages
   * @param session the session's configuration, which may hold {@link
   *     DeltaConnectorOptions#TABLE_ROOT}
   */
  static String resolve(String key, String tablePath, ReadableConfig session) {
    if (tablePath.isBlank()) {
      throw DeltaErrors.invalidOption(key, tablePath, "it is blank. Name the table's directory.");
    }
    Path path = new Path(tablePath);
    URI uri = path.toUri();
    if (uri.getScheme() != null || path.isAbsolute()) {
      return tablePath;
    }
    String rootKey = DeltaConnectorOptions.TABLE_ROOT.key();
    String root =
        session
            .getOptional(DeltaConnectorOptions.TABLE_ROOT)
            .orElseThrow(
                () ->
                    DeltaErrors.invalidOption(
                        key,
                        tablePath,
                        String.format(
                            "it is relative and '%s' is not set. Give an absolute path, or set '%s'"
                                + " in the Flink configuration, with -D%s=... or with SET '%s' ="
                                + " '...'.",
                            rootKey, rootKey, rootKey, rootKey)));
    return new Path(new Path(root), path).toString();
  }
}
