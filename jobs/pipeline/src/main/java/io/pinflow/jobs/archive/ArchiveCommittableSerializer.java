package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RecordPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.StringValue;

/**
 * Serializes {@link ArchiveCommittable}. Version 100: a kind; of an object (1) its hint, and the
 * file sink's own version and bytes; of an epoch (2) its run, its hint and its spans, a position as
 * its URI and which of the records of its sequence number it is. Versions before are the file
 * sink's: objects of a job which knew no hints.
 */
final class ArchiveCommittableSerializer implements SimpleVersionedSerializer<ArchiveCommittable> {

  private static final int VERSION = 100;
  private static final byte FILE = 1;
  private static final byte EPOCH = 2;

  private final SimpleVersionedSerializer<FileSinkCommittable> files;

  ArchiveCommittableSerializer(SimpleVersionedSerializer<FileSinkCommittable> files) {
    this.files = files;
  }

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(ArchiveCommittable committable) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    if (committable.file().isPresent()) {
      byte[] file = files.serialize(committable.file().get());
      out.writeByte(FILE);
      StringValue.writeString(committable.hint().orElse(null), out);
      out.writeInt(files.getVersion());
      out.writeInt(file.length);
      out.write(file);
    } else {
      ArchiveEpoch epoch = committable.epoch().orElseThrow(IllegalStateException::new);
      out.writeByte(EPOCH);
      StringValue.writeString(epoch.run(), out);
      StringValue.writeString(epoch.hint().orElse(null), out);
      out.writeInt(epoch.spans().size());
      for (SourceSpan span : epoch.spans()) {
        write(span.first(), out);
        write(span.last(), out);
      }
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public ArchiveCommittable deserialize(int version, byte[] bytes) throws IOException {
    if (version < VERSION) {
      return ArchiveCommittable.of(files.deserialize(version, bytes), null);
    }
    if (version > VERSION) {
      throw new IOException(
          "An object of the archive was written in format "
              + version
              + ", this version reads up to "
              + VERSION
              + ". Restore the state with the newer version of the job.");
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    return in.readByte() == FILE ? file(in) : ArchiveCommittable.of(epoch(in));
  }

  private ArchiveCommittable file(DataInputView in) throws IOException {
    String hint = text(in);
    int version = in.readInt();
    byte[] file = new byte[in.readInt()];
    in.readFully(file);
    return ArchiveCommittable.of(files.deserialize(version, file), hint);
  }

  private static ArchiveEpoch epoch(DataInputView in) throws IOException {
    String run = StringValue.readString(in);
    String hint = text(in);
    List<SourceSpan> spans = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      spans.add(new SourceSpan(read(in), read(in)));
    }
    return new ArchiveEpoch(run, hint, spans);
  }

  @Nullable
  private static String text(DataInputView in) throws IOException {
    return StringValue.readString(in);
  }

  private static void write(RecordPosition position, DataOutputSerializer out) throws IOException {
    StringValue.writeString(position.uri(), out);
    out.writeInt(position instanceof KinesisPosition ? ((KinesisPosition) position).ordinal() : 1);
  }

  private static RecordPosition read(DataInputView in) throws IOException {
    String uri = StringValue.readString(in);
    int ordinal = in.readInt();
    RecordPosition position =
        RecordPosition.of(uri)
            .orElseThrow(() -> new IOException("'" + uri + "' in the state is no position"));
    return position instanceof KinesisPosition
        ? ((KinesisPosition) position).withOrdinal(ordinal)
        : position;
  }
}
