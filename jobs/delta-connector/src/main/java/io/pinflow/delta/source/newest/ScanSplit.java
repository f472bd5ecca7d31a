package io.pinflow.delta.source.newest;

import io.pinflow.delta.source.DeltaSourceSplit;
import io.pinflow.delta.source.DeltaSourceSplitSerializer;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** One of the splits of a scan, and which of its rows are superseded if that is known already. */
final class ScanSplit {

  private final String scan;
  private final int splits;
  private final DeltaSourceSplit split;
  private final Optional<BitSet> superseded;

  /**
   * @param scan the digest of its rule, version and files
   * @param splits of the scan, how many
   * @param superseded by their positions in the file
   */
  ScanSplit(String scan, int splits, DeltaSourceSplit split, Optional<BitSet> superseded) {
    this.scan = scan;
    this.splits = splits;
    this.split = split;
    this.superseded = superseded;
  }

  String scan() {
    return scan;
  }

  int splits() {
    return splits;
  }

  DeltaSourceSplit split() {
    return split;
  }

  Optional<BitSet> superseded() {
    return superseded;
  }

  byte[] bytes() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(512);
    out.writeUTF(scan);
    out.writeInt(splits);
    write(out, DeltaSourceSplitSerializer.INSTANCE.serialize(split));
    out.writeBoolean(superseded.isPresent());
    if (superseded.isPresent()) {
      write(out, superseded.get().toByteArray());
    }
    return out.getCopyOfBuffer();
  }

  static ScanSplit of(byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    String scan = in.readUTF();
    int splits = in.readInt();
    DeltaSourceSplitSerializer serializer = DeltaSourceSplitSerializer.INSTANCE;
    DeltaSourceSplit split = serializer.deserialize(serializer.getVersion(), read(in));
    Optional<BitSet> superseded =
        in.readBoolean() ? Optional.of(BitSet.valueOf(read(in))) : Optional.empty();
    return new ScanSplit(scan, splits, split, superseded);
  }

  private static void write(DataOutputSerializer out, byte[] part) throws IOException {
    out.writeInt(part.length);
    out.write(part);
  }

  private static byte[] read(DataInputDeserializer in) throws IOException {
    byte[] part = new byte[in.readInt()];
    in.readFully(part);
    return part;
  }
}
