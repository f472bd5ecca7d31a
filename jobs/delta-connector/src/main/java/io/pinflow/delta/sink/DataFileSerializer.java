package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.DataFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Bytes of a {@link DataFile} on its way from a writer to the commit. */
final class DataFileSerializer implements SimpleVersionedSerializer<DataFile> {

  static final int VERSION = 1;
  private static final int INITIAL_BYTES = 1024;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(DataFile file) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
    write(file, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public DataFile deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException("Unknown version " + version + " of a serialized data file");
    }
    return read(new DataInputDeserializer(serialized));
  }

  static void write(DataFile file, DataOutputView out) throws IOException {
    writeText(file.path(), out);
    out.writeInt(file.partitionValues().size());
    for (Map.Entry<String, String> value : file.partitionValues().entrySet()) {
      writeText(value.getKey(), out);
      writeText(value.getValue(), out);
    }
    out.writeLong(file.bytes());
    out.writeLong(file.modificationTime());
    out.writeLong(file.rows());
    writeText(file.statisticsJson(), out);
  }

  static DataFile read(DataInputView in) throws IOException {
    String path = readText(in);
    int partitionColumns = in.readInt();
    Map<String, String> partitionValues = new LinkedHashMap<>();
    for (int i = 0; i < partitionColumns; i++) {
      partitionValues.put(readText(in), readText(in));
    }
    return new DataFile(
        path, partitionValues, in.readLong(), in.readLong(), in.readLong(), readText(in));
  }

  /** Statistics of a wide table exceed the 64 KiB of writeUTF. */
  private static void writeText(String text, DataOutputView out) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
