package io.pinflow.delta.kernel;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.JsonHandler;
import io.delta.kernel.engine.ParquetHandler;

/** Kernel's default engine with our file access, atomic log checkpoints and frugal log reading. */
final class FlinkEngine extends DefaultEngine {

  private final ParquetHandler parquet;
  private final JsonHandler json;

  FlinkEngine(FlinkFileIO fileIO) {
    super(fileIO);
    this.parquet = new AtomicParquetHandler(fileIO);
    this.json = new FilewiseJsonHandler(fileIO);
  }

  @Override
  public JsonHandler getJsonHandler() {
    return json;
  }

  @Override
  public ParquetHandler getParquetHandler() {
    return parquet;
  }
}
