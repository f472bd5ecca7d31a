package io.pinflow.delta.kernel;

import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.flink.core.fs.Path;

/**
 * A log on a POSIX file system. What is put goes to a hidden file, is forced to disk, and is then
 * hard-linked to its name. link(2) fails if the name is taken, and the name only ever shows the
 * whole content. A rename would silently replace another writer's commit.
 */
final class LocalLogStore implements LogStore {

  @Override
  public void put(Path path, byte[] content) throws IOException {
    java.nio.file.Path target = java.nio.file.Path.of(path.getPath());
    java.nio.file.Path temporary = LocalFiles.temporarySibling(target);
    try {
      LocalFiles.writeAndForce(temporary, content);
      Files.createLink(target, temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  @Override
  public List<FileStatus> listFrom(Path from) throws IOException {
    return LogListing.of(() -> LocalFiles.listFrom(from));
  }
}
