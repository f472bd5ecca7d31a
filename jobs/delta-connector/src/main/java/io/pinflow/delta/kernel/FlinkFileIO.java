package io.pinflow.delta.kernel;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import org.apache.flink.core.fs.Path;

/**
 * Kernel's file access over Flink's file systems, so that every scheme Flink knows can be read and
 * no Hadoop file system is shipped. Commits go through a {@link LogStore}.
 */
final class FlinkFileIO implements FileIO {

  private final LogStore logStore;

  FlinkFileIO(LogStore logStore) {
    this.logStore = logStore;
  }

  @Override
  public CloseableIterator<FileStatus> listFrom(String filePath) throws IOException {
    Path from = new Path(filePath);
    Iterator<FileStatus> sorted =
        logStore.listFrom(from).stream()
            .filter(status -> nameOf(status).compareTo(from.getName()) >= 0)
            .sorted(Comparator.comparing(FlinkFileIO::nameOf))
            .iterator();
    return Utils.toCloseableIterator(sorted);
  }

  private static String nameOf(FileStatus status) {
    return status.getPath().substring(status.getPath().lastIndexOf('/') + 1);
  }

  @Override
  public FileStatus getFileStatus(String path) throws IOException {
    Path file = new Path(path);
    return FlinkFiles.toKernel(path, file.getFileSystem().getFileStatus(file));
  }

  @Override
  public String resolvePath(String path) throws IOException {
    Path unresolved = new Path(path);
    return unresolved.makeQualified(unresolved.getFileSystem()).toString();
  }

  @Override
  public boolean mkdirs(String path) throws IOException {
    Path directory = new Path(path);
    return directory.getFileSystem().mkdirs(directory);
  }

  @Override
  public boolean delete(String path) throws IOException {
    Path file = new Path(path);
    return file.getFileSystem().delete(file, false);
  }

  @Override
  public InputFile newInputFile(String path, long fileSize) {
    return new FlinkInputFile(new Path(path), path, fileSize);
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new FlinkOutputFile(new Path(path), path, logStore);
  }

  @Override
  public void copyFileAtomically(String source, String destination, boolean overwrite)
      throws IOException {
    Path from = new Path(source);
    byte[] content = FlinkFiles.read(from);
    new FlinkOutputFile(new Path(destination), destination, logStore)
        .writeAtomically(content, overwrite);
  }

  @Override
  public Optional<String> getConf(String key) {
    return Optional.empty();
  }
}
