package io.pinflow.delta.kernel;

import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.Path;

/** A log on a storage for which no safe put is known. */
final class ReadOnlyLogStore implements LogStore {

  @Override
  public void put(Path path, byte[] content) throws IOException {
    throw WriteErrors.unsupportedScheme(path.toString(), path.getFileSystem().getUri().getScheme());
  }

  @Override
  public List<FileStatus> listFrom(Path from) throws IOException {
    return FlinkFiles.list(from.getParent());
  }
}
