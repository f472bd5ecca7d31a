package io.pinflow.jobs.source;

import java.util.Objects;

/** A record's place in a Kafka topic. */
public final class KafkaPosition extends RecordPosition {

  private final String topic;
  private final int partition;
  private final long offset;

  public KafkaPosition(String topic, int partition, long offset) {
    this.topic = Objects.requireNonNull(topic, "topic");
    this.partition = partition;
    this.offset = offset;
  }

  @Override
  public String stream() {
    return topic;
  }

  public int partition() {
    return partition;
  }

  public long offset() {
    return offset;
  }

  @Override
  public String source() {
    return "kafka://" + topic + '/' + partition;
  }

  @Override
  public boolean isOfSameSource(RecordPosition other) {
    return other instanceof KafkaPosition
        && partition == ((KafkaPosition) other).partition
        && topic.equals(((KafkaPosition) other).topic);
  }

  @Override
  public boolean isRightBefore(RecordPosition other) {
    return isOfSameSource(other) && offset + 1 == ((KafkaPosition) other).offset;
  }

  @Override
  int comparePlace(RecordPosition other) {
    return Long.compare(offset, ((KafkaPosition) other).offset);
  }

  @Override
  public String uri() {
    return source() + '/' + offset;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof KafkaPosition)) {
      return false;
    }
    KafkaPosition that = (KafkaPosition) other;
    return offset == that.offset && partition == that.partition && topic.equals(that.topic);
  }

  @Override
  public int hashCode() {
    return (topic.hashCode() * 31 + partition) * 31 + Long.hashCode(offset);
  }
}
