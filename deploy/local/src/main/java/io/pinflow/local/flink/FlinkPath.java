package io.pinflow.local.flink;

import java.nio.file.Path;

/**
 * Local paths in Flink's notation. Flink takes the text after the scheme as it is: the percent
 * signs of a URI would become part of the folder's name.
 */
public final class FlinkPath {

  private static final String SCHEME = "file:";

  private FlinkPath() {}

  public static String of(Path path) {
    return SCHEME + "//" + path.toAbsolutePath();
  }

  /** The folder meant by a path that Flink wrote, with or without its scheme and host. */
  public static Path toLocal(String path) {
    if (!path.startsWith(SCHEME)) {
      return Path.of(path);
    }
    String rest = path.substring(SCHEME.length());
    return Path.of(rest.startsWith("//") ? rest.substring(rest.indexOf('/', 2)) : rest);
  }
}
