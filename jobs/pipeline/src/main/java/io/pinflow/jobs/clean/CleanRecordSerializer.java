package io.pinflow.jobs.clean;

import io.pinflow.jobs.source.FormatSnapshot;
import io.pinflow.schema.ContentHash;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.BinaryRowDataSerializer;

/**
 * Serializes {@link CleanRecord}. Format 1: the kind (1 pin, 2 geo, 3 user), the hash, the row in
 * Flink's binary form.
 */
public final class CleanRecordSerializer extends TypeSerializerSingleton<CleanRecord> {

  static final CleanRecordSerializer INSTANCE = new CleanRecordSerializer();

  private static final long serialVersionUID = 1L;
  private static final int FORMAT = 1;

  // In the order of their codes, which are never reassigned.
  private static final RecordKind[] KINDS = {RecordKind.PIN, RecordKind.GEO, RecordKind.USER};
  private static final BinaryRowDataSerializer[] ROWS = new BinaryRowDataSerializer[KINDS.length];

  static {
    for (int i = 0; i < KINDS.length; i++) {
      ROWS[i] = new BinaryRowDataSerializer(TableSchema.of(KINDS[i]).columns().size());
    }
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public CleanRecord createInstance() {
    return new CleanRecord(KINDS[0], new ContentHash(0, 0), ROWS[0].createInstance());
  }

  @Override
  public CleanRecord copy(CleanRecord from) {
    return new CleanRecord(from.kind(), from.hash(), from.row().copy());
  }

  @Override
  public CleanRecord copy(CleanRecord from, CleanRecord reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(CleanRecord record, DataOutputView target) throws IOException {
    int index = indexOf(record.kind());
    target.writeByte(index + 1);
    ContentHashSerializer.INSTANCE.serialize(record.hash(), target);
    ROWS[index].serialize(record.row(), target);
  }

  @Override
  public CleanRecord deserialize(DataInputView source) throws IOException {
    int index = readIndex(source);
    ContentHash hash = ContentHashSerializer.INSTANCE.deserialize(source);
    BinaryRowData row = ROWS[index].deserialize(source);
    return new CleanRecord(KINDS[index], hash, row);
  }

  @Override
  public CleanRecord deserialize(CleanRecord reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<CleanRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  private static int indexOf(RecordKind kind) {
    for (int i = 0; i < KINDS.length; i++) {
      if (KINDS[i] == kind) {
        return i;
      }
    }
    throw new AssertionError(kind);
  }

  private static int readIndex(DataInputView source) throws IOException {
    int code = source.readByte();
    if (code < 1 || code > KINDS.length) {
      throw new IOException("A clean record is of kind " + code + ", which is unknown");
    }
    return code - 1;
  }

  /** What a checkpoint keeps of the serializer. */
  public static final class Snapshot extends FormatSnapshot<CleanRecord> {
    public Snapshot() {
      super(FORMAT);
    }

    @Override
    public CleanRecordSerializer restoreSerializer() {
      return INSTANCE;
    }
  }
}
