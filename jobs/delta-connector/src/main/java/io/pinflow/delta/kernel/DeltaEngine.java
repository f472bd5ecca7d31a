package io.pinflow.delta.kernel;

import io.delta.kernel.engine.Engine;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Delta Kernel over Flink's file systems.
 *
 * <p>May be used by one thread at a time; make one per operator. Close it: it may hold an S3
 * client.
 */
public final class DeltaEngine implements AutoCloseable {

  private final LogStore logStore;
  private final Engine kernel;

  private DeltaEngine(LogStore logStore) {
    this.logStore = logStore;
    this.kernel = new FlinkEngine(new FlinkFileIO(logStore));
  }

  /**
   * An engine that reaches S3 by {@link S3Options}: those in {@code options} first, then those of
   * the Flink configuration of this process, then AWS's defaults.
   */
  public static DeltaEngine create(ReadableConfig options) {
    return new DeltaEngine(new LogStoreByScheme(() -> new S3Settings(options).connect()));
  }

  /** An engine that commits through {@code logStore}. */
  static DeltaEngine create(LogStore logStore) {
    return new DeltaEngine(logStore);
  }

  /** What Kernel's own API takes. */
  public Engine kernel() {
    return kernel;
  }

  @Override
  public void close() {
    logStore.close();
  }
}
