package io.pinflow.delta.source;

import io.pinflow.delta.source.DeltaEnumeratorState.LogPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.StringValue;

/**
 * Version 1: whether the splits were made, and those pending, with the version of their own format.
 * Version 2: then whether there is a position in the log, and that.
 */
final class DeltaEnumeratorStateSerializer
    implements SimpleVersionedSerializer<DeltaEnumeratorState> {

  static final DeltaEnumeratorStateSerializer INSTANCE = new DeltaEnumeratorStateSerializer();

  private static final int VERSION = 2;
  private static final int WITHOUT_POSITION = 1;
  private static final DeltaSourceSplitSerializer SPLITS = DeltaSourceSplitSerializer.INSTANCE;

  private DeltaEnumeratorStateSerializer() {}

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(DeltaEnumeratorState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1024);
    out.writeBoolean(state.pending().isPresent());
    if (state.pending().isPresent()) {
      out.writeInt(SPLITS.getVersion());
      out.writeInt(state.pending().get().size());
      for (DeltaSourceSplit split : state.pending().get()) {
        byte[] bytes = SPLITS.serialize(split);
        out.writeInt(bytes.length);
        out.write(bytes);
      }
    }
    out.writeBoolean(state.position().isPresent());
    if (state.position().isPresent()) {
      StringValue.writeString(state.position().get().tableId(), out);
      out.writeLong(state.position().get().nextVersion());
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public DeltaEnumeratorState deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION && version != WITHOUT_POSITION) {
      throw new IOException("Unknown version of a Delta source's state: " + version);
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    if (!in.readBoolean()) {
      return DeltaEnumeratorState.NOT_PLANNED;
    }
    int splitVersion = in.readInt();
    int count = in.readInt();
    List<DeltaSourceSplit> pending = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] split = new byte[in.readInt()];
      in.readFully(split);
      pending.add(SPLITS.deserialize(splitVersion, split));
    }
    if (version == WITHOUT_POSITION || !in.readBoolean()) {
      return DeltaEnumeratorState.planned(pending);
    }
    LogPosition position = new LogPosition(StringValue.readString(in), in.readLong());
    return DeltaEnumeratorState.continuous(pending, position);
  }
}
