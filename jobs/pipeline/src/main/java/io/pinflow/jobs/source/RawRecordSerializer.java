package io.pinflow.jobs.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Serializes {@link RawRecord}. Format 3: the kind of position (1: Kafka, with topic, partition and
 * offset; 2: Kinesis, with stream, shard and sequence number; 3: the same with the ordinal behind,
 * where it is not 1; 16 more, and nothing behind, for the note of a record that is not needed),
 * timestamp, key, headers, value; an array as its length and bytes, with -1 for null. Format 2 is
 * the same without ordinals, format 1 without Kinesis.
 */
public final class RawRecordSerializer extends TypeSerializerSingleton<RawRecord> {

  static final RawRecordSerializer INSTANCE = new RawRecordSerializer();

  private static final long serialVersionUID = 1L;
  private static final int FORMAT = 3;
  private static final byte KAFKA = 1;
  private static final byte KINESIS = 2;
  private static final byte AGGREGATED = 3;
  private static final byte PASSED_OVER = 16;
  private static final int FIRST = 1;
  private static final int NULL = -1;

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public RawRecord createInstance() {
    return new RawRecord(new KafkaPosition("", 0, 0), 0, null, List.of(), null);
  }

  @Override
  public RawRecord copy(RawRecord from) {
    return from;
  }

  @Override
  public RawRecord copy(RawRecord from, RawRecord reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(RawRecord record, DataOutputView target) throws IOException {
    writePosition(record.position(), record.isPassedOver() ? PASSED_OVER : 0, target);
    if (record.isPassedOver()) {
      return;
    }
    target.writeLong(record.timestamp());
    writeBytes(record.key(), target);
    target.writeInt(record.headers().size());
    for (RecordHeader header : record.headers()) {
      StringValue.writeString(header.key(), target);
      writeBytes(header.value(), target);
    }
    writeBytes(record.value(), target);
  }

  @Override
  public RawRecord deserialize(DataInputView source) throws IOException {
    byte kind = source.readByte();
    RecordPosition position = readPosition((byte) (kind & ~PASSED_OVER), source);
    if ((kind & PASSED_OVER) != 0) {
      return RawRecord.passedOver(position);
    }
    long timestamp = source.readLong();
    byte[] key = readBytes(source);
    List<RecordHeader> headers = readHeaders(source);
    return new RawRecord(position, timestamp, key, headers, readBytes(source));
  }

  @Override
  public RawRecord deserialize(RawRecord reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<RawRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  private static void writePosition(RecordPosition position, int flag, DataOutputView target)
      throws IOException {
    if (position instanceof KafkaPosition) {
      KafkaPosition kafka = (KafkaPosition) position;
      target.writeByte(KAFKA | flag);
      StringValue.writeString(kafka.stream(), target);
      target.writeInt(kafka.partition());
      target.writeLong(kafka.offset());
    } else {
      KinesisPosition kinesis = (KinesisPosition) position;
      target.writeByte((kinesis.ordinal() == FIRST ? KINESIS : AGGREGATED) | flag);
      StringValue.writeString(kinesis.stream(), target);
      StringValue.writeString(kinesis.shard(), target);
      StringValue.writeString(kinesis.sequence(), target);
      if (kinesis.ordinal() != FIRST) {
        target.writeInt(kinesis.ordinal());
      }
    }
  }

  private static RecordPosition readPosition(byte kind, DataInputView source) throws IOException {
    switch (kind) {
      case KAFKA:
        return new KafkaPosition(
            StringValue.readString(source), source.readInt(), source.readLong());
      case KINESIS:
        return readKinesis(source);
      case AGGREGATED:
        return readKinesis(source).withOrdinal(source.readInt());
      default:
        throw new IOException("A record's position is of kind " + kind + ", which is unknown");
    }
  }

  private static KinesisPosition readKinesis(DataInputView source) throws IOException {
    return new KinesisPosition(
        StringValue.readString(source),
        StringValue.readString(source),
        StringValue.readString(source));
  }

  private static List<RecordHeader> readHeaders(DataInputView source) throws IOException {
    int count = source.readInt();
    if (count == 0) {
      return List.of();
    }
    List<RecordHeader> headers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      headers.add(new RecordHeader(StringValue.readString(source), readBytes(source)));
    }
    return headers;
  }

  private static void writeBytes(byte[] bytes, DataOutputView target) throws IOException {
    if (bytes == null) {
      target.writeInt(NULL);
    } else {
      target.writeInt(bytes.length);
      target.write(bytes);
    }
  }

  private static byte[] readBytes(DataInputView source) throws IOException {
    int length = source.readInt();
    if (length == NULL) {
      return null;
    }
    byte[] bytes = new byte[length];
    source.readFully(bytes);
    return bytes;
  }

  /** What a checkpoint keeps of the serializer. */
  public static final class Snapshot extends FormatSnapshot<RawRecord> {
    public Snapshot() {
      super(FORMAT);
    }

    @Override
    public RawRecordSerializer restoreSerializer() {
      return INSTANCE;
    }
  }
}
