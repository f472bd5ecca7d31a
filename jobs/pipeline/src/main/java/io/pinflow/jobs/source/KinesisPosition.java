package io.pinflow.jobs.source;

import java.util.Objects;

/**
 * A record's place in a Kinesis stream. Records that a producer has aggregated share a sequence
 * number; which of them a record is, neither the service nor a URI tells: whoever counts them says
 * so.
 */
public final class KinesisPosition extends RecordPosition {

  private static final int FIRST = 1;

  private final String stream;
  private final String shard;
  private final String sequence;
  private final int ordinal;

  /** The place of the first record, or the only one, of a sequence number. */
  public KinesisPosition(String stream, String shard, String sequence) {
    this(stream, shard, sequence, FIRST);
  }

  private KinesisPosition(String stream, String shard, String sequence, int ordinal) {
    this.stream = Objects.requireNonNull(stream, "stream");
    this.shard = Objects.requireNonNull(shard, "shard");
    this.sequence = Objects.requireNonNull(sequence, "sequence");
    this.ordinal = ordinal;
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

  /** Which of the records of its sequence number it is, counted from 1. */
  public int ordinal() {
    return ordinal;
  }

  /** The place of another record of the same sequence number. */
  public KinesisPosition withOrdinal(int other) {
    return new KinesisPosition(stream, shard, sequence, other);
  }

  /** The place of the record which comes next after another one of the shard. */
  public KinesisPosition after(KinesisPosition before) {
    return sequence.equals(before.sequence) ? withOrdinal(before.ordinal + 1) : this;
  }

  @Override
  public String source() {
    return "kinesis://" + stream + '/' + shard;
  }

  @Override
  public boolean isOfSameSource(RecordPosition other) {
    return other instanceof KinesisPosition
        && shard.equals(((KinesisPosition) other).shard)
        && stream.equals(((KinesisPosition) other).stream);
  }

  @Override
  public boolean isRightBefore(RecordPosition other) {
    return isOfSameSource(other)
        && sequence.equals(((KinesisPosition) other).sequence)
        && ordinal + 1 == ((KinesisPosition) other).ordinal;
  }

  /** A longer number is a greater one; none has leading zeros. */
  @Override
  int comparePlace(RecordPosition other) {
    KinesisPosition that = (KinesisPosition) other;
    int byLength = Integer.compare(sequence.length(), that.sequence.length());
    int bySequence = byLength != 0 ? byLength : sequence.compareTo(that.sequence);
    return bySequence != 0 ? bySequence : Integer.compare(ordinal, that.ordinal);
  }

  @Override
  public String uri() {
    return source() + '/' + sequence;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof KinesisPosition)) {
      return false;
    }
    KinesisPosition that = (KinesisPosition) other;
    return ordinal == that.ordinal
        && sequence.equals(that.sequence)
        && shard.equals(that.shard)
        && stream.equals(that.stream);
  }

  @Override
  public int hashCode() {
    return (stream.hashCode() * 31 + shard.hashCode()) * 31 + sequence.hashCode();
  }
}
