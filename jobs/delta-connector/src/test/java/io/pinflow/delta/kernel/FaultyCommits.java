package io.pinflow.delta.kernel;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.flink.core.fs.Path;

/** Put-if-absent on the local disk which goes wrong as told, commit by commit. */
public final class FaultyCommits implements PutIfAbsent {

  /** What happens to one put of a commit file. */
  public enum Fault {
    /** It succeeds, but the caller sees a timeout. */
    REPLY_LOST,
    /** It succeeds, but the caller's own retry finds the file. */
    OWN_RETRY_FINDS_IT,
    /** Nothing is written. */
    UNAVAILABLE
  }

  private final PutIfAbsent disk = new LocalPutIfAbsent();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private Consumer<Path> beforeNextPut;
  private int puts;

  /** The following puts go wrong like this, the ones after them are sound. */
  public FaultyCommits then(Fault... next) {
    faults.addAll(java.util.List.of(next));
    return this;
  }

  /** Runs once, when the next commit file is about to be put: another writer may act. */
  public void beforeNextPut(Consumer<Path> action) {
    beforeNextPut = action;
  }

  /** How many puts of commit files were tried. */
  public int puts() {
    return puts;
  }

  public DeltaEngine engine() {
    return DeltaEngine.create(this);
  }

  @Override
  public void put(Path path, byte[] content) throws IOException {
    if (!path.getName().endsWith(".json")) {
      disk.put(path, content);
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
    disk.put(path, content);
    if (fault == Fault.REPLY_LOST) {
      throw new IOException("Read timed out, but the put succeeded");
    } else if (fault == Fault.OWN_RETRY_FINDS_IT) {
      throw new FileAlreadyExistsException(path.toString());
    }
  }
}
