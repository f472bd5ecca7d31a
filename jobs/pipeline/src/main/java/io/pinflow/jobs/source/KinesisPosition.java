package io.pinflow.jobs.source;

import java.util.Objects;

/** A record's place in a Kinesis stream. */
public final class KinesisPosition extends RecordPosition {

  private final String stream;
  private final String shard;
  private final String sequence;

  public KinesisPosition(String stream, String shard, String sequence) {
    this.stream = Objects.requireNonNull(stream, "stream");
    this.shard = Objects.requireNonNull(shard, "shard");
    this.sequence = Objects.requireNonNull(sequence, "sequence");
  }

  @Override
  public String stream() {
    return stream;
  }

  /** The shard's id, such as {@code shardId-000000000003}. */
  public String shard() {
    return shard;
  }

  /** The sequence number: decimal digits, too many for a long, growing along a shard. */
  public String sequence() {
    return sequence;
  }

  @Override
  public String uri() {
    return "kinesis://" + stream + '/' + shard + '/' + sequence;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof KinesisPosition)) {
      return false;
    }
    KinesisPosition that = (KinesisPosition) other;
    return sequence.equals(that.sequence) && shard.equals(that.shard) && stream.equals(that.stream);
  }

  @Override
  public int hashCode() {
    return (stream.hashCode() * 31 + shard.hashCode()) * 31 + sequence.hashCode();
  }
}
