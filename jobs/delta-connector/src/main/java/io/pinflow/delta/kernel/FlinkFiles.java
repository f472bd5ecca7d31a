package io.pinflow.delta.kernel;

import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Lists, reads and writes whole small files through Flink's file systems. */
final class FlinkFiles {

  private FlinkFiles() {}

  /**
   * The files of a directory, named as the caller names the directory: a file system may answer
   * under another scheme.
   *
   * @throws FileNotFoundException if there is no such directory
   */
  static List<FileStatus> list(Path directory) throws IOException {
    FileSystem fileSystem = directory.getFileSystem();
    org.apache.flink.core.fs.FileStatus[] found = fileSystem.listStatus(directory);
    // Object stores answer an empty list for a missing directory.
    if (found == null || (found.length == 0 && !fileSystem.exists(directory))) {
      throw new FileNotFoundException(directory.toString());
    }
    List<FileStatus> named = new ArrayList<>(found.length);
    for (org.apache.flink.core.fs.FileStatus status : found) {
      named.add(toKernel(directory + "/" + status.getPath().getName(), status));
    }
    return named;
  }

  static FileStatus toKernel(String name, org.apache.flink.core.fs.FileStatus status) {
    return FileStatus.of(name, status.getLen(), status.getModificationTime());
  }

  static byte[] read(Path file) throws IOException {
    try (FSDataInputStream in = file.getFileSystem().open(file)) {
      return in.readAllBytes();
    }
  }

  /** Readers see the old content or the new one, never a part: object stores work that way. */
  static void replace(Path file, byte[] content) throws IOException {
    FileSystem fileSystem = file.getFileSystem();
    if (!fileSystem.isDistributedFS()) {
      LocalFiles.replace(java.nio.file.Path.of(file.getPath()), content);
      return;
    }
    try (FSDataOutputStream out = StorageOutput.create(file, FileSystem.WriteMode.OVERWRITE)) {
      out.write(content);
    }
  }
}
