package io.pinflow.delta.kernel;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.internal.util.PartitionUtils;
import io.delta.kernel.internal.util.VectorUtils;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Partition values as the log and the directories hold them. */
public final class PartitionValues {

  private static final String NULL_DIRECTORY = "__HIVE_DEFAULT_PARTITION__";
  private static final String HEX = "0123456789ABCDEF";

  private PartitionValues() {}

  /** The values as strings, as an "add" action has them: null for a null value. */
  public static Map<String, String> serialize(Map<String, Literal> values) {
    Map<String, String> serialized =
        VectorUtils.toJavaMap(PartitionUtils.serializePartitionMap(values));
    Map<String, String> ordered = new LinkedHashMap<>();
    values.keySet().forEach(column -> ordered.put(column, serialized.get(column)));
    return ordered;
  }

  /**
   * The directory for files of these values, e.g. {@code dt=2024-03-30/}, empty for none. Nobody
   * reads values from it, so it may be plain ASCII: everything else is percent-encoded, and works
   * on every file system, in every locale and as an object key.
   */
  public static String directory(Map<String, String> serialized) {
    StringBuilder directory = new StringBuilder();
    serialized.forEach(
        (column, value) -> {
          append(directory, column);
          directory.append('=');
          append(directory, value == null ? NULL_DIRECTORY : value);
          directory.append('/');
        });
    return directory.toString();
  }

  /** A relative path of {@link #directory} and an ASCII name, URI-encoded as the log has paths. */
  public static String toLogPath(String relativePath) {
    return relativePath.replace("%", "%25");
  }

  private static void append(StringBuilder directory, String text) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if ((b >= 'a' && b <= 'z')
          || (b >= 'A' && b <= 'Z')
          || (b >= '0' && b <= '9')
          || b == '-'
          || b == '_'
          || b == '.') {
        directory.append((char) b);
      } else {
        directory.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
      }
    }
  }
}
