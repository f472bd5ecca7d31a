package io.pinflow.delta.kernel;

import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.Path;

/** A log store which goes wrong as told, commit by commit. */
public final class FaultyCommits implements LogStore {

  /** What happens to one put of a commit file. */
  public enum Fault {
    /** None. */
    SOUND,
    /** It succeeds, but the caller sees a timeout. */
    REPLY_LOST,
    /** It succeeds, but the caller's own retry finds the file. */
    OWN_RETRY_FINDS_IT,
    /** Nothing is written. */
    UNAVAILABLE,
    /** Nothing is written, nor ever will be. */
    FORBIDDEN,
    /** It succeeds, but the task dies before it can notice. */
    TASK_DIES
  }

  private final LogStore storage;
  private final Deque<Fault> faults = new ArrayDeque<>();
  private Consumer<Path> beforeNextPut;
  private int puts;

  /** On the local disk. */
  public FaultyCommits() {
    this(new LocalLogStore());
  }

  private FaultyCommits(LogStore storage) {
    this.storage = storage;
  }

  /** On the storage of each path, with S3 reached by the options. */
  public static FaultyCommits on(ReadableConfig options) {
    return new FaultyCommits(new LogStoreByScheme(() -> new S3Settings(options).connect()));
  }

  /** The following puts go wrong like this, the ones after them are sound. */
  public synchronized FaultyCommits then(Fault... next) {
    faults.addAll(List.of(next));
    return this;
  }

  /** Runs once, when the next commit file is about to be put: another writer may act. */
  public synchronized void beforeNextPut(Consumer<Path> action) {
    beforeNextPut = action;
  }

  /** How many of the faults told have not happened yet. */
  public synchronized int left() {
    return faults.size();
  }

  /** How many puts of commit files were tried. */
  public synchronized int puts() {
    return puts;
  }

  public DeltaEngine engine() {
    return DeltaEngine.create(this);
  }

  @Override
  public synchronized void put(Path path, byte[] content) throws IOException {
    if (!path.getName().endsWith(".json")) {
      storage.put(path, content);
      return;
    }
    puts++;
    if (beforeNextPut != null) {
      Consumer<Path> action = beforeNextPut;
      beforeNextPut = null;
      action.accept(path);
    }
    Fault fault = faults.poll();
    if (fault == Fault.UNAVAILABLE) {
      throw new IOException("503, nothing written");
    }
    if (fault == Fault.FORBIDDEN) {
      throw new AccessDeniedException(path.toString());
    }
    storage.put(path, content);
    if (fault == Fault.REPLY_LOST) {
      throw new IOException("Read timed out, but the put succeeded");
    } else if (fault == Fault.OWN_RETRY_FINDS_IT) {
      throw new FileAlreadyExistsException(path.toString());
    } else if (fault == Fault.TASK_DIES) {
      throw new TaskDiesException(path);
    }
  }

  @Override
  public List<FileStatus> listFrom(Path from) throws IOException {
    return storage.listFrom(from);
  }

  @Override
  public void close() {
    storage.close();
  }

  /** Not an exception that any storage throws: nobody handles it. */
  private static final class TaskDiesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TaskDiesException(Path path) {
      super("Injected death of the task right after it put " + path);
    }
  }
}
