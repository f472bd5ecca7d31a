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
import org.apache.flink.types.StringValue;

/**
 * Serializes {@link ReplayRecord} between the tasks of one run. Format 1: the kind's ordinal, flags
 * (1 refused, 2 with a row, 4 stored), the hash, source, time, the row in Flink's binary form.
 */
public final class ReplayRecordSerializer extends TypeSerializerSingleton<ReplayRecord> {

  static final ReplayRecordSerializer INSTANCE = new ReplayRecordSerializer();

  private static final long serialVersionUID = 1L;
  private static final int FORMAT = 1;
  private static final int REFUSED = 1;
  private static final int WITH_ROW = 2;
  private static final int STORED = 4;
  private static final RecordKind[] KINDS = RecordKind.values();
  private static final BinaryRowDataSerializer QUARANTINE = rowsOf(TableSchema.quarantine());
  private static final BinaryRowDataSerializer[] ROWS = new BinaryRowDataSerializer[KINDS.length];

  static {
    for (RecordKind kind : KINDS) {
      ROWS[kind.ordinal()] = rowsOf(TableSchema.of(kind));
    }
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public ReplayRecord createInstance() {
    return new ReplayRecord(KINDS[0], false, false, new ContentHash(0, 0), "", 0, null);
  }

  @Override
  public ReplayRecord copy(ReplayRecord from) {
    BinaryRowData row = from.row();
    return row == null ? from : from.withRow(row.copy());
  }

  @Override
  public ReplayRecord copy(ReplayRecord from, ReplayRecord reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(ReplayRecord record, DataOutputView target) throws IOException {
    target.writeByte(record.kind().ordinal());
    target.writeByte(flags(record));
    ContentHashSerializer.INSTANCE.serialize(record.hash(), target);
    StringValue.writeString(record.source(), target);
    target.writeLong(record.micros());
    if (record.row() != null) {
      rows(record.kind(), record.isRefused()).serialize(record.row(), target);
    }
  }

  @Override
  public ReplayRecord deserialize(DataInputView source) throws IOException {
    RecordKind kind = KINDS[source.readByte()];
    int flags = source.readByte();
    boolean refused = (flags & REFUSED) != 0;
    ContentHash hash = ContentHashSerializer.INSTANCE.deserialize(source);
    String position = StringValue.readString(source);
    long micros = source.readLong();
    BinaryRowData row = (flags & WITH_ROW) == 0 ? null : rows(kind, refused).deserialize(source);
    boolean stored = (flags & STORED) != 0;
    return new ReplayRecord(kind, refused, stored, hash, position, micros, row);
  }

  @Override
  public ReplayRecord deserialize(ReplayRecord reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<ReplayRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  private static int flags(ReplayRecord record) {
    return (record.isRefused() ? REFUSED : 0)
        | (record.row() == null ? 0 : WITH_ROW)
        | (record.isStored() ? STORED : 0);
  }

  private static BinaryRowDataSerializer rows(RecordKind kind, boolean refused) {
    return refused ? QUARANTINE : ROWS[kind.ordinal()];
  }

  private static BinaryRowDataSerializer rowsOf(TableSchema schema) {
    return new BinaryRowDataSerializer(schema.columns().size());
  }

  /** What Flink keeps of the serializer. */
  public static final class Snapshot extends FormatSnapshot<ReplayRecord> {
    public Snapshot() {
      super(FORMAT);
    }

    @Override
    public ReplayRecordSerializer restoreSerializer() {
      return INSTANCE;
    }
  }
}
