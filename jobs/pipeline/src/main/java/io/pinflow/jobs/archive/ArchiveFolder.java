package io.pinflow.jobs.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** A folder of the archive, without what is still being written. */
final class ArchiveFolder {

  private ArchiveFolder() {}

  /**
   * All that is in a folder but what is hidden, as {@code FileSink} hides what it has not finished;
   * nothing where there is no such folder.
   */
  static List<FileStatus> finished(Path folder) throws IOException {
    List<FileStatus> children = new ArrayList<>();
    FileStatus[] found;
    try {
      found = FileSystem.get(folder.toUri()).listStatus(folder);
    } catch (FileNotFoundException e) {
      return children;
    }
    if (found != null) {
      for (FileStatus child : found) {
        String name = child.getPath().getName();
        if (!name.startsWith(".") && !name.startsWith("_")) {
          children.add(child);
        }
      }
    }
    return children;
  }
}
