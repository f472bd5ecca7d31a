package io.pinflow.jobs.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists the objects to read, each of which is read as a whole. */
final class ArchiveEnumerator implements FileEnumerator {

  private static final Logger LOG = LoggerFactory.getLogger(ArchiveEnumerator.class);

  private final ArchiveListing archive;
  private final List<ArchivePrefix> prefixes;
  private final TimeRange times;

  ArchiveEnumerator(ArchiveListing archive, List<ArchivePrefix> prefixes, TimeRange times) {
    this.archive = archive;
    this.prefixes = prefixes;
    this.times = times;
  }

  @Override
  public List<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits)
      throws IOException {
    List<FileSourceSplit> splits = new ArrayList<>();
    long bytes = 0;
    for (ArchivePrefix prefix : prefixes) {
      for (FileStatus object : archive.objects(prefix, times)) {
        splits.add(split(object));
        bytes += object.getLen();
      }
    }
    LOG.info("The archive's part to read is {} objects of {} bytes", splits.size(), bytes);
    return splits;
  }

  private static FileSourceSplit split(FileStatus object) {
    return new FileSourceSplit(
        object.getPath().toString(),
        object.getPath(),
        0,
        object.getLen(),
        object.getModificationTime(),
        object.getLen());
  }
}
