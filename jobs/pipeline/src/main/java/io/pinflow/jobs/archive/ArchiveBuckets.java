package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RecordPosition;
import io.pinflow.jobs.source.RecordTime;
import java.time.LocalDateTime;
import java.util.Locale;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * The folder of a record: {@code topics/TOPIC/dt=YYYY-MM-DD/hour=HH} or {@code
 * streams/STREAM/dt=YYYY-MM-DD/hour=HH}, by its record time in UTC.
 */
final class ArchiveBuckets implements BucketAssigner<RawRecord, String> {

  private static final long serialVersionUID = 1L;
  private static final long MILLIS_PER_HOUR = 3_600_000L;

  // Most records stand in the folder of the one before.
  private transient RecordPosition last;
  private transient long lastHour;
  private transient String lastBucket;

  @Override
  public String getBucketId(RawRecord record, Context context) {
    RecordPosition position = record.position();
    long hour = Math.floorDiv(RecordTime.storable(record.timestamp()), MILLIS_PER_HOUR);
    if (last == null || hour != lastHour || !position.isOfSameSource(last)) {
      lastHour = hour;
      lastBucket = bucket(folder(position), RecordTime.utc(record.timestamp()));
    }
    last = position;
    return lastBucket;
  }

  @Override
  public SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }

  /** The folder of a topic or stream. */
  static String folder(RecordPosition position) {
    return (position instanceof KinesisPosition ? "streams/" : "topics/") + position.stream();
  }

  private static String bucket(String folder, LocalDateTime time) {
    return folder
        + String.format(
            Locale.ROOT,
            "/dt=%04d-%02d-%02d/hour=%02d",
            time.getYear(),
            time.getMonthValue(),
            time.getDayOfMonth(),
            time.getHour());
  }
}
