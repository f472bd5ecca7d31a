package io.pinflow.delta;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Finds Delta tables. */
public final class DeltaTables {

  private DeltaTables() {}

  /**
   * The paths of the tables right below a folder, in the order of their names; none if there is no
   * such folder.
   *
   * @throws IOException if the storage does not answer
   */
  public static List<String> below(String folder) throws IOException {
    Path root = new Path(folder);
    FileSystem fileSystem = root.getFileSystem();
    FileStatus[] found;
    try {
      found = fileSystem.listStatus(root);
    } catch (FileNotFoundException e) {
      return List.of();
    }
    List<String> tables = new ArrayList<>();
    for (FileStatus status : found == null ? new FileStatus[0] : found) {
      String name = status.getPath().getName();
      if (status.isDir() && fileSystem.exists(new Path(status.getPath(), "_delta_log"))) {
        tables.add(folder + '/' + name);
      }
    }
    Collections.sort(tables);
    return tables;
  }
}
