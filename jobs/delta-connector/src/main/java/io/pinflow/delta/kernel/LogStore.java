package io.pinflow.delta.kernel;

import io.delta.kernel.utils.FileStatus;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.Path;

/**
 * What a table's log needs of a storage beyond Flink's file systems: a put that makes a commit
 * atomic, and a listing that costs no more the older the log is.
 */
interface LogStore extends Closeable {

  /**
   * Writes a small file unless one of that name exists. Of any number of callers for one path, on
   * any number of hosts, exactly one succeeds, and no reader ever sees a part of the file.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the path exists. It may exist because an
   *     earlier attempt of this very call succeeded and its reply was lost.
   * @throws IOException if the outcome is unknown or the put failed
   */
  void put(Path path, byte[] content) throws IOException;

  /**
   * Files of a directory, in any order, all those at least whose names do not sort before the
   * file's.
   *
   * @param from need not exist
   * @throws java.io.FileNotFoundException if there is no such directory
   */
  List<FileStatus> listFrom(Path from) throws IOException;

  @Override
  default void close() {}
}
