package io.pinflow.jobs.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinflow.delta.kernel.StorageProbe;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries what a job does in a folder, with two objects named {@code _pinflow_probe_...}. In place of
 * a local folder which does not exist yet the nearest one above it is tried, and none is made.
 */
final class FolderTrial {

  private static final Logger LOG = LoggerFactory.getLogger(FolderTrial.class);
  private static final String PREFIX = "_pinflow_probe_";
  private static final byte[] CONTENT = "Written by the doctor of Pinflow.".getBytes(UTF_8);

  private final FileSystem fileSystem;
  private final Path folder;
  private final Path written;
  private final Path committed;
  private boolean clean = true;

  private FolderTrial(FileSystem fileSystem, Path folder) {
    String name = PREFIX + UUID.randomUUID();
    this.fileSystem = fileSystem;
    this.folder = folder;
    this.written = new Path(folder, name);
    this.committed = new Path(folder, name + "_commit");
  }

  static FolderTrial in(Path folder) throws IOException {
    FileSystem fileSystem = folder.getFileSystem();
    Path existing = folder;
    if (!fileSystem.isDistributedFS()) {
      while (existing.getParent() != null && !fileSystem.exists(existing)) {
        existing = existing.getParent();
      }
    }
    return new FolderTrial(fileSystem, existing);
  }

  /** Lists the folder, and writes and reads a file. */
  void files() throws StepFailure {
    step("list", this::list);
    clean = false;
    step("write to", this::write);
    step("read from", this::read);
  }

  /** Commits a file, and sees that another commit of the same name is refused. */
  void commit(StorageProbe probe) throws StepFailure {
    clean = false;
    step("put if absent to", () -> probe.putIfAbsent(committed, CONTENT));
    step("keep commits apart in", () -> requireRefusal(probe));
  }

  void delete() throws StepFailure {
    step("delete from", this::remove);
    clean = true;
  }

  /** Removes what a failed step has left, as far as it can be. */
  void cleanUp() {
    if (clean) {
      return;
    }
    try {
      remove();
    } catch (IOException e) {
      LOG.warn("{} and {} may be left: {}", written, committed, Reason.of(e));
    }
  }

  private void list() throws IOException {
    try {
      if (fileSystem.listStatus(folder) == null) {
        throw new IOException(folder + " is no folder, or cannot be read");
      }
    } catch (FileNotFoundException e) {
      // A folder of S3 which holds nothing is none; a missing bucket is another matter.
      if (!fileSystem.isDistributedFS() || Reason.isCausedBy(e, "UnknownStoreException")) {
        throw e;
      }
    }
  }

  private void write() throws IOException {
    try (FSDataOutputStream out = fileSystem.create(written, FileSystem.WriteMode.NO_OVERWRITE)) {
      out.write(CONTENT);
    }
  }

  private void read() throws IOException {
    try (FSDataInputStream in = fileSystem.open(written)) {
      if (!Arrays.equals(in.readAllBytes(), CONTENT)) {
        throw new IOException("what was read is not what had been written");
      }
    }
  }

  private void requireRefusal(StorageProbe probe) throws IOException {
    try {
      probe.putIfAbsent(committed, "second".getBytes(UTF_8));
    } catch (FileAlreadyExistsException e) {
      return;
    }
    throw new IOException(
        "a second put of one name replaced the first: the server does not know If-None-Match, and"
            + " two writers would lose each other's commits");
  }

  private void remove() throws IOException {
    boolean unused = fileSystem.delete(written, false);
    unused = fileSystem.delete(committed, false);
  }

  private static void step(String name, Action action) throws StepFailure {
    try {
      action.run();
    } catch (IOException | RuntimeException e) {
      throw new StepFailure(name, e);
    }
  }

  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }
}
