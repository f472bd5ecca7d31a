package io.pinflow.delta.source;

import io.pinflow.delta.kernel.DeletionVector;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Version 1: id, path, file size, offset, length, rows read, partition values. Version 2: then
 * whether there is a deletion vector, and that.
 */
@Internal
public final class DeltaSourceSplitSerializer
    implements SimpleVersionedSerializer<DeltaSourceSplit> {

  public static final DeltaSourceSplitSerializer INSTANCE = new DeltaSourceSplitSerializer();

  private static final int VERSION = 2;
  private static final int WITHOUT_DELETION_VECTOR = 1;
  private static final int NO_OFFSET = -1;

  private DeltaSourceSplitSerializer() {}

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(DeltaSourceSplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    write(split, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public DeltaSourceSplit deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION && version != WITHOUT_DELETION_VECTOR) {
      throw new IOException("Unknown version of a Delta source split: " + version);
    }
    return read(version, new DataInputDeserializer(bytes));
  }

  private static void write(DeltaSourceSplit split, DataOutputView out) throws IOException {
    // Not writeUTF, which ends at 64 KiB.
    StringValue.writeString(split.splitId(), out);
    StringValue.writeString(split.path(), out);
    out.writeLong(split.fileSize());
    out.writeLong(split.offset());
    out.writeLong(split.length());
    out.writeLong(split.rowsRead());
    out.writeInt(split.partitionValues().size());
    for (Map.Entry<String, String> value : split.partitionValues().entrySet()) {
      StringValue.writeString(value.getKey(), out);
      StringValue.writeString(value.getValue(), out);
    }
    out.writeBoolean(split.deletionVector().isPresent());
    if (split.deletionVector().isPresent()) {
      write(split.deletionVector().get(), out);
    }
  }

  private static void write(DeletionVector vector, DataOutputView out) throws IOException {
    StringValue.writeString(vector.storageType(), out);
    StringValue.writeString(vector.pathOrInlineData(), out);
    out.writeInt(vector.offset().orElse(NO_OFFSET));
    out.writeInt(vector.sizeInBytes());
    out.writeLong(vector.cardinality());
  }

  private static DeltaSourceSplit read(int version, DataInputView in) throws IOException {
    String id = StringValue.readString(in);
    String path = StringValue.readString(in);
    long fileSize = in.readLong();
    long offset = in.readLong();
    long length = in.readLong();
    long rowsRead = in.readLong();
    int values = in.readInt();
    Map<String, String> partitionValues = new HashMap<>();
    for (int i = 0; i < values; i++) {
      partitionValues.put(StringValue.readString(in), StringValue.readString(in));
    }
    Optional<DeletionVector> deletionVector =
        version > WITHOUT_DELETION_VECTOR && in.readBoolean()
            ? Optional.of(readDeletionVector(in))
            : Optional.empty();
    return new DeltaSourceSplit(
        id, path, fileSize, offset, length, partitionValues, deletionVector, rowsRead);
  }

  private static DeletionVector readDeletionVector(DataInputView in) throws IOException {
    String storageType = StringValue.readString(in);
    String pathOrInlineData = StringValue.readString(in);
    int offset = in.readInt();
    return new DeletionVector(
        storageType,
        pathOrInlineData,
        offset == NO_OFFSET ? OptionalInt.empty() : OptionalInt.of(offset),
        in.readInt(),
        in.readLong());
  }
}
