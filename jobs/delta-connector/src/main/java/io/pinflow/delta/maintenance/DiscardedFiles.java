package io.pinflow.delta.maintenance;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes files which were written in vain. */
final class DiscardedFiles {

  private static final Logger LOG = LoggerFactory.getLogger(DiscardedFiles.class);

  private DiscardedFiles() {}

  /** Never fails: what stays behind is in no table, and a vacuum takes it. */
  static void delete(List<Path> files) {
    for (Path file : files) {
      try {
        file.getFileSystem().delete(file, false);
      } catch (IOException | RuntimeException e) {
        LOG.warn("Could not delete the unused file {}, a vacuum will", file, e);
      }
    }
  }
}
