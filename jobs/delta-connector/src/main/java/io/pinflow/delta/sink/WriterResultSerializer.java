package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.Position;
import io.pinflow.delta.kernel.SourceRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Bytes of a {@link WriterResult} on its way from a writer to the commit. */
final class WriterResultSerializer implements SimpleVersionedSerializer<WriterResult> {

  static final int VERSION = 2;
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
    return new WriterResult(files, readProgress(in, true));
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
      out.writeInt(range.counts().size());
      for (Map.Entry<String, Long> count : range.counts().entrySet()) {
        out.writeUTF(count.getKey());
        out.writeLong(count.getValue());
      }
    }
  }

  static List<SourceRange> readProgress(DataInputView in, boolean counted) throws IOException {
    int count = in.readInt();
    List<SourceRange> progress = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String source = in.readUTF();
      Position first = Position.of(in.readUTF());
      Position last = Position.of(in.readUTF());
      progress.add(new SourceRange(source, first, last, counted ? readCounts(in) : Map.of()));
    }
    return progress;
  }

  private static Map<String, Long> readCounts(DataInputView in) throws IOException {
    int count = in.readInt();
    Map<String, Long> counts = new HashMap<>();
    for (int i = 0; i < count; i++) {
      counts.put(in.readUTF(), in.readLong());
    }
    return counts;
  }
}
