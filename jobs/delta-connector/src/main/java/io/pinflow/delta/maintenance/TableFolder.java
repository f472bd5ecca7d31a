package io.pinflow.delta.maintenance;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** The files below a table's root which are not hidden. */
final class TableFolder {

  private final Path root;
  private final List<String> partitionColumns;

  /**
   * @param partitionColumns the names that partition folders may begin with
   */
  TableFolder(Path root, List<String> partitionColumns) {
    this.root = root;
    this.partitionColumns = partitionColumns;
  }

  /** Lists all of them. */
  List<Entry> files() throws IOException {
    FileSystem fileSystem = root.getFileSystem();
    List<Entry> files = new ArrayList<>();
    Deque<Folder> folders = new ArrayDeque<>();
    folders.add(new Folder(root, ""));
    while (!folders.isEmpty()) {
      Folder folder = folders.remove();
      FileStatus[] found = fileSystem.listStatus(folder.path);
      if (found == null) {
        continue;
      }
      for (FileStatus status : found) {
        String name = status.getPath().getName();
        if (isHidden(name)) {
          continue;
        }
        String relative = folder.relative + name;
        if (status.isDir()) {
          folders.add(new Folder(status.getPath(), relative + '/'));
        } else {
          files.add(new Entry(status, relative));
        }
      }
    }
    return files;
  }

  /**
   * As Delta's VACUUM has it: partition folders are no hidden ones whatever the column is called,
   * and recorded changes and bloom filters are looked after although their folders are.
   */
  private boolean isHidden(String name) {
    return (name.startsWith("_") || name.startsWith("."))
        && !name.startsWith("_change_data")
        && !name.startsWith("_delta_index")
        && partitionColumns.stream().noneMatch(column -> name.startsWith(column + '='));
  }

  private static final class Folder {

    private final Path path;
    private final String relative;

    Folder(Path path, String relative) {
      this.path = path;
      this.relative = relative;
    }
  }

  /** A file, and its path below the table's root with nothing in it URI-encoded. */
  static final class Entry {

    private final Path path;
    private final String relativePath;
    private final long bytes;
    private final long modificationTime;

    private Entry(FileStatus status, String relativePath) {
      this.path = status.getPath();
      this.relativePath = relativePath;
      this.bytes = status.getLen();
      this.modificationTime = status.getModificationTime();
    }

    Path path() {
      return path;
    }

    String relativePath() {
      return relativePath;
    }

    long bytes() {
      return bytes;
    }

    /** Milliseconds since the epoch. */
    long modificationTime() {
      return modificationTime;
    }
  }
}
