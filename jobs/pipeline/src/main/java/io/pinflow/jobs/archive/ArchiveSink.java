package io.pinflow.jobs.archive;

import io.pinflow.jobs.config.JobErrors;
import io.pinflow.jobs.source.RawRecord;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.connector.file.sink.writer.FileWriter;
import org.apache.flink.connector.file.sink.writer.FileWriterBucketState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Flink's file sink, whose failures name the archive: its own name a key without the bucket, or no
 * place at all. State is the file sink's, so that either restores the other's.
 */
final class ArchiveSink
    implements Sink<RawRecord>,
        SupportsWriterState<RawRecord, FileWriterBucketState>,
        SupportsCommitter<FileSinkCommittable> {

  private static final long serialVersionUID = 1L;

  private final String folder;
  private final FileSink<RawRecord> files;

  /**
   * @param folder where the sink's objects are
   */
  ArchiveSink(String folder, FileSink<RawRecord> files) {
    this.folder = folder;
    this.files = files;
  }

  @Override
  @Deprecated
  public SinkWriter<RawRecord> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Flink 1.20 calls the other method");
  }

  @Override
  public SinkWriter<RawRecord> createWriter(WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<RawRecord, FileWriterBucketState> restoreWriter(
      WriterInitContext context, Collection<FileWriterBucketState> state) throws IOException {
    try {
      return new Writer(folder, files.restoreWriter(context, state));
    } catch (IOException e) {
      throw JobErrors.archiveFailed(folder, e);
    }
  }

  @Override
  public SimpleVersionedSerializer<FileWriterBucketState> getWriterStateSerializer() {
    return files.getWriterStateSerializer();
  }

  @Override
  public Committer<FileSinkCommittable> createCommitter(CommitterInitContext context)
      throws IOException {
    return new NamedCommitter(folder, files.createCommitter(context));
  }

  @Override
  public SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
    return files.getCommittableSerializer();
  }

  private static final class Writer
      implements StatefulSinkWriter<RawRecord, FileWriterBucketState>,
          CommittingSinkWriter<RawRecord, FileSinkCommittable> {

    private final String folder;
    private final FileWriter<RawRecord> writer;

    Writer(String folder, FileWriter<RawRecord> writer) {
      this.folder = folder;
      this.writer = writer;
    }

    @Override
    public void write(RawRecord record, Context context) throws IOException, InterruptedException {
      try {
        writer.write(record, context);
      } catch (IOException e) {
        throw JobErrors.archiveFailed(folder, e);
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
      try {
        writer.flush(endOfInput);
      } catch (IOException e) {
        throw JobErrors.archiveFailed(folder, e);
      }
    }

    @Override
    public Collection<FileSinkCommittable> prepareCommit() throws IOException {
      try {
        return writer.prepareCommit();
      } catch (IOException e) {
        throw JobErrors.archiveFailed(folder, e);
      }
    }

    @Override
    public List<FileWriterBucketState> snapshotState(long checkpoint) throws IOException {
      try {
        return writer.snapshotState(checkpoint);
      } catch (IOException e) {
        throw JobErrors.archiveFailed(folder, e);
      }
    }

    @Override
    public void close() {
      writer.close();
    }
  }

  private static final class NamedCommitter implements Committer<FileSinkCommittable> {

    private final String folder;
    private final Committer<FileSinkCommittable> committer;

    NamedCommitter(String folder, Committer<FileSinkCommittable> committer) {
      this.folder = folder;
      this.committer = committer;
    }

    @Override
    public void commit(Collection<CommitRequest<FileSinkCommittable>> requests)
        throws IOException, InterruptedException {
      try {
        committer.commit(requests);
      } catch (IOException e) {
        throw JobErrors.archiveFailed(folder, e);
      }
    }

    @Override
    public void close() throws Exception {
      committer.close();
    }
  }
}
