package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.Position;
import io.pinflow.delta.kernel.SourceRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Bytes of a {@link WriterResult} on its way from a writer to the commit. */
final class WriterResultSerializer implements SimpleVersionedSerializer<WriterResult> {

  static final int VERSION = 1;
  private static final int INITIAL_BYTES = 4096;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(WriterResult result) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
    writeFiles(result.files(), out);
    writeProgress(result.progress(), out);
    return out.getCopyOfBuffer();
  }

  @Override
  public WriterResult deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException("Unknown version " + version + " of a serialized writer result");
    }
    DataInputDeserializer in = new DataInputDeserializer(serialized);
    List<DataFile> files = readFiles(in);
    return new WriterResult(files, readProgress(in));
  }

  static void writeFiles(List<DataFile> files, DataOutputView out) throws IOException {
    out.writeInt(files.size());
    for (DataFile file : files) {
      DataFileSerializer.write(file, out);
    }
  }

  static List<DataFile> readFiles(DataInputView in) throws IOException {
    int count = in.readInt();
    List<DataFile> files = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      files.add(DataFileSerializer.read(in));
    }
    return files;
  }

  static void writeProgress(List<SourceRange> progress, DataOutputView out) throws IOException {
    out.writeInt(progress.size());
    for (SourceRange range : progress) {
      out.writeUTF(range.source());
      out.writeUTF(range.first().toString());
      out.writeUTF(range.last().toString());
    }
  }

  static List<SourceRange> readProgress(DataInputView in) throws IOException {
    int count = in.readInt();
    List<SourceRange> progress = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      progress.add(
          new SourceRange(in.readUTF(), Position.of(in.readUTF()), Position.of(in.readUTF())));
    }
    return progress;
  }
}
