package io.pinflow.jobs.clean;

import io.pinflow.jobs.source.FormatSnapshot;
import io.pinflow.schema.ContentHash;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link ContentHash}, the key of the dedup state. Format 1: both halves, 16 bytes. */
public final class ContentHashSerializer extends TypeSerializerSingleton<ContentHash> {

  static final ContentHashSerializer INSTANCE = new ContentHashSerializer();

  private static final long serialVersionUID = 1L;
  private static final int FORMAT = 1;
  private static final int BYTES = 16;

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public ContentHash createInstance() {
    return new ContentHash(0, 0);
  }

  @Override
  public ContentHash copy(ContentHash from) {
    return from;
  }

  @Override
  public ContentHash copy(ContentHash from, ContentHash reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return BYTES;
  }

  @Override
  public void serialize(ContentHash hash, DataOutputView target) throws IOException {
    target.writeLong(hash.high());
    target.writeLong(hash.low());
  }

  @Override
  public ContentHash deserialize(DataInputView source) throws IOException {
    return new ContentHash(source.readLong(), source.readLong());
  }

  @Override
  public ContentHash deserialize(ContentHash reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.write(source, BYTES);
  }

  @Override
  public TypeSerializerSnapshot<ContentHash> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint keeps of the serializer. */
  public static final class Snapshot extends FormatSnapshot<ContentHash> {
    public Snapshot() {
      super(FORMAT);
    }

    @Override
    public ContentHashSerializer restoreSerializer() {
      return INSTANCE;
    }
  }
}
