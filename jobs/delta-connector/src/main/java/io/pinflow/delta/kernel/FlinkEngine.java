package io.pinflow.delta.kernel;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.ParquetHandler;

/** Kernel's default engine with our file access and atomic log checkpoints. */
final class FlinkEngine extends DefaultEngine {

  private final ParquetHandler parquet;

  FlinkEngine(FlinkFileIO fileIO) {
    super(fileIO);
    this.parquet = new AtomicParquetHandler(fileIO);
  }

  @Override
  public ParquetHandler getParquetHandler() {
    return parquet;
  }
}
