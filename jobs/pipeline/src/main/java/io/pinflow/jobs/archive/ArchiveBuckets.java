package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RecordTime;
import java.time.LocalDateTime;
import java.util.Locale;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * The folder of a record: {@code topics/TOPIC/dt=YYYY-MM-DD/hour=HH}, by its record time in UTC.
 */
final class ArchiveBuckets implements BucketAssigner<RawRecord, String> {

  private static final long serialVersionUID = 1L;
  private static final long MILLIS_PER_HOUR = 3_600_000L;

  // Most records stand in the folder of the one before.
  private transient String lastTopic;
  private transient long lastHour;
  private transient String lastBucket;

  @Override
  public String getBucketId(RawRecord record, Context context) {
    String topic = record.position().stream();
    long hour = Math.floorDiv(RecordTime.storable(record.timestamp()), MILLIS_PER_HOUR);
    if (hour != lastHour || !topic.equals(lastTopic)) {
      lastTopic = topic;
      lastHour = hour;
      lastBucket = bucket(topic, RecordTime.utc(record.timestamp()));
    }
    return lastBucket;
  }

  @Override
  public SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }

  private static String bucket(String topic, LocalDateTime time) {
    return "topics/"
        + topic
        + String.format(
            Locale.ROOT,
            "/dt=%04d-%02d-%02d/hour=%02d",
            time.getYear(),
            time.getMonthValue(),
            time.getDayOfMonth(),
            time.getHour());
  }
}
