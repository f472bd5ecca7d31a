package io.pinflow.delta.kernel;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Reads and writes whole small files through Flink's file systems. */
final class FlinkFiles {

  private FlinkFiles() {}

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
    try (FSDataOutputStream out = fileSystem.create(file, FileSystem.WriteMode.OVERWRITE)) {
      out.write(content);
    }
  }
}
