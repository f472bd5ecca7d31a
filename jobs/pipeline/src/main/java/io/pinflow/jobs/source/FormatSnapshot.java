package io.pinflow.jobs.source;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The snapshot of a serializer without parameters, whose binary form has a version. What is stored
 * is that version alone; a serializer reads its own version and, once there are any, older ones.
 *
 * @param <T> what the serializer serializes
 */
public abstract class FormatSnapshot<T> implements TypeSerializerSnapshot<T> {

  private final int writtenFormat;
  private int format;

  protected FormatSnapshot(int writtenFormat) {
    this.writtenFormat = writtenFormat;
    this.format = writtenFormat;
  }

  @Override
  public final int getCurrentVersion() {
    return 1;
  }

  @Override
  public final void writeSnapshot(DataOutputView out) throws IOException {
    out.writeInt(format);
  }

  @Override
  public final void readSnapshot(int version, DataInputView in, ClassLoader loader)
      throws IOException {
    format = in.readInt();
    if (format < 1 || format > writtenFormat) {
      throw new IOException(
          getClass().getSimpleName()
              + ": the state was written in format "
              + format
              + ", this version reads up to "
              + writtenFormat
              + ". Restore it with the newer version of the job.");
    }
  }

  @Override
  public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    if (!getClass().equals(old.getClass())) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    return ((FormatSnapshot<T>) old).format == format
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }
}
