package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.SourceRange;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Bytes of a {@link DeltaCommittable} in a checkpoint; readable by every later version. */
final class DeltaCommittableSerializer implements SimpleVersionedSerializer<DeltaCommittable> {

  static final int VERSION = 3;

  /** The last version that knew no progress. */
  private static final int WITHOUT_PROGRESS = 1;

  /** The last version whose progress had no counts. */
  private static final int WITHOUT_COUNTS = 2;

  private static final int INITIAL_BYTES = 4096;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(DeltaCommittable committable) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
    out.writeLong(committable.epoch().getMostSignificantBits());
    out.writeLong(committable.epoch().getLeastSignificantBits());
    out.writeLong(committable.checkpointId());
    out.writeLong(committable.createdAt());
    out.writeUTF(committable.tableId());
    WriterResultSerializer.writeFiles(committable.files(), out);
    WriterResultSerializer.writeProgress(committable.progress(), out);
    return out.getCopyOfBuffer();
  }

  @Override
  public DeltaCommittable deserialize(int version, byte[] serialized) throws IOException {
    if (version < WITHOUT_PROGRESS || version > VERSION) {
      throw new IOException("Unknown version " + version + " of a serialized Delta committable");
    }
    DataInputDeserializer in = new DataInputDeserializer(serialized);
    UUID epoch = new UUID(in.readLong(), in.readLong());
    long checkpointId = in.readLong();
    long createdAt = in.readLong();
    String tableId = in.readUTF();
    List<DataFile> files = WriterResultSerializer.readFiles(in);
    List<SourceRange> progress =
        version == WITHOUT_PROGRESS
            ? List.of()
            : WriterResultSerializer.readProgress(in, version > WITHOUT_COUNTS);
    return new DeltaCommittable(epoch, checkpointId, createdAt, tableId, files, progress);
  }
}
