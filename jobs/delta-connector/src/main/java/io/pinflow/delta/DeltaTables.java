package io.pinflow.delta;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** Finds Delta tables. */
public final class DeltaTables {

  private DeltaTables() {}

  /**
   * The paths of the tables right below a folder, and of those in its folders which are no tables:
   * a catalog's databases. In the order of their names; none if there is no such folder.
   *
   * @throws IOException if the storage does not answer
   */
  public static List<String> below(String folder) throws IOException {
    List<String> tables = new ArrayList<>();
    for (String child : folders(folder)) {
      if (isTable(child)) {
        tables.add(child);
      } else {
        for (String grandchild : folders(child)) {
          if (isTable(grandchild)) {
            tables.add(grandchild);
          }
        }
      }
    }
    Collections.sort(tables);
    return tables;
  }

  private static boolean isTable(String folder) throws IOException {
    Path log = new Path(folder, "_delta_log");
    return log.getFileSystem().exists(log);
  }

  /** Those whose names do not say that they hold something else than tables. */
  private static List<String> folders(String folder) throws IOException {
    Path path = new Path(folder);
    FileStatus[] found;
    try {
      found = path.getFileSystem().listStatus(path);
    } catch (FileNotFoundException e) {
      return List.of();
    }
    List<String> folders = new ArrayList<>();
    for (FileStatus status : found == null ? new FileStatus[0] : found) {
      String name = status.getPath().getName();
      if (status.isDir() && !name.startsWith("_") && !name.startsWith(".")) {
        folders.add(folder + '/' + name);
      }
    }
    return folders;
  }
}
