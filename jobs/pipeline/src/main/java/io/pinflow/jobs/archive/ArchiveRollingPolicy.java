package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.RawRecord;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/**
 * Ends an object with each checkpoint, and when it has reached a size as written, which is after
 * compression.
 */
final class ArchiveRollingPolicy extends CheckpointRollingPolicy<RawRecord, String> {

  private static final long serialVersionUID = 1L;

  private final long maxPartBytes;

  ArchiveRollingPolicy(long maxPartBytes) {
    this.maxPartBytes = maxPartBytes;
  }

  @Override
  public boolean shouldRollOnEvent(PartFileInfo<String> part, RawRecord record)
      throws java.io.IOException {
    return part.getSize() >= maxPartBytes;
  }

  @Override
  public boolean shouldRollOnProcessingTime(PartFileInfo<String> part, long time) {
    return false;
  }
}
