package io.pinflow.delta.kernel;

import java.io.Closeable;
import java.io.IOException;
import org.apache.flink.core.fs.Path;

/**
 * Writes a small file unless one of that name exists; what makes a commit atomic.
 *
 * <p>Of any number of callers for one path, on any number of hosts, exactly one succeeds, and no
 * reader ever sees a part of the file.
 */
interface PutIfAbsent extends Closeable {

  /**
   * @throws java.nio.file.FileAlreadyExistsException if the path exists. It may exist because an
   *     earlier attempt of this very call succeeded and its reply was lost.
   * @throws IOException if the outcome is unknown or the put failed
   */
  void put(Path path, byte[] content) throws IOException;

  @Override
  default void close() {}
}
