package io.pinflow.delta.kernel;

import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.utils.CloseableIterator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** A file of a Flink file system, as Kernel writes it. */
final class FlinkOutputFile implements OutputFile {

  private final Path path;
  private final String name;
  private final LogStore logStore;

  FlinkOutputFile(Path path, String name, LogStore logStore) {
    this.path = path;
    this.name = name;
    this.logStore = logStore;
  }

  @Override
  public String path() {
    return name;
  }

  @Override
  public PositionOutputStream create(boolean atomicWrite) throws IOException {
    return new Stream(StorageOutput.create(path, FileSystem.WriteMode.OVERWRITE));
  }

  @Override
  public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
      throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (lines) {
      while (lines.hasNext()) {
        content.write(lines.next().getBytes(StandardCharsets.UTF_8));
        content.write('\n');
      }
    }
    writeAtomically(content.toByteArray(), overwrite);
  }

  /**
   * A file that exists with exactly this content is our own earlier attempt whose reply was lost,
   * hence a success. Every commit carries a random transaction id, so that no other writer's can be
   * equal.
   */
  void writeAtomically(byte[] content, boolean overwrite) throws IOException {
    if (overwrite) {
      FlinkFiles.replace(path, content);
      return;
    }
    try {
      logStore.put(path, content);
    } catch (FileAlreadyExistsException e) {
      if (!Arrays.equals(FlinkFiles.read(path), content)) {
        throw e;
      }
    }
  }

  private static final class Stream extends PositionOutputStream {

    private final FSDataOutputStream out;

    Stream(FSDataOutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() throws IOException {
      return out.getPos();
    }

    @Override
    public void write(int oneByte) throws IOException {
      out.write(oneByte);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
