package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecordSource;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;

/** Reads the records of an object which are of a range of times, in their order. */
final class ArchiveObjectFormat implements BulkFormat<RawRecord, FileSourceSplit> {

  private static final long serialVersionUID = 1L;

  private final TimeRange times;

  ArchiveObjectFormat(TimeRange times) {
    this.times = times;
  }

  @Override
  public ArchiveObjectReader createReader(Configuration config, FileSourceSplit split)
      throws IOException {
    return ArchiveObjectReader.open(split.path(), times);
  }

  @Override
  public ArchiveObjectReader restoreReader(Configuration config, FileSourceSplit split)
      throws IOException {
    ArchiveObjectReader reader = createReader(config, split);
    Optional<CheckpointedPosition> position = split.getReaderPosition();
    if (position.isPresent()) {
      reader.skip(position.get().getRecordsAfterOffset());
    }
    return reader;
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return RawRecordSource.TYPE;
  }
}
