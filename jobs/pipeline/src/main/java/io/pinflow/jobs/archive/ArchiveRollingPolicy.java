package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RecordHeader;
import java.io.IOException;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/**
 * Ends an object with each checkpoint, and when it has reached a size as written, which is after
 * compression.
 */
final class ArchiveRollingPolicy extends CheckpointRollingPolicy<RawRecord, String> {

  /** Of records, after which an object's size is looked at: for a local file by a system call. */
  static final int BYTES_PER_LOOK = 8 * 1024;

  private static final long serialVersionUID = 1L;

  private final long maxPartBytes;

  private transient PartFileInfo<String> lookedAt;
  private transient long bytesSince;

  ArchiveRollingPolicy(long maxPartBytes) {
    this.maxPartBytes = maxPartBytes;
  }

  @Override
  public boolean shouldRollOnEvent(PartFileInfo<String> part, RawRecord record) throws IOException {
    bytesSince += bytes(record);
    if (part == lookedAt && bytesSince < BYTES_PER_LOOK) {
      return false;
    }
    lookedAt = part;
    bytesSince = 0;
    return part.getSize() >= maxPartBytes;
  }

  @Override
  public boolean shouldRollOnProcessingTime(PartFileInfo<String> part, long time) {
    return false;
  }

  private static long bytes(RawRecord record) {
    long bytes = 1L + length(record.key()) + length(record.value());
    for (RecordHeader header : record.headers()) {
      bytes += header.key().length() + length(header.value());
    }
    return bytes;
  }

  private static int length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
