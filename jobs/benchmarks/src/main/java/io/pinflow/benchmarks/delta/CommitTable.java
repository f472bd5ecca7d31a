package io.pinflow.benchmarks.delta;

import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.BackgroundLogCheckpoints;
import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.DeltaAppender;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.LogCheckpoint;
import io.pinflow.delta.kernel.TableMetadata;
import io.pinflow.delta.kernel.TransactionId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.configuration.Configuration;

/**
 * A table to which one small file is committed at a time, as the sink does it; no file is written.
 */
final class CommitTable implements AutoCloseable {

  private static final StructType SCHEMA =
      new StructType().add("ind", LongType.LONG).add("title", StringType.STRING);

  private static final String INTERVAL = "delta.checkpointInterval";

  private final DeltaEngine engine;
  private final BackgroundLogCheckpoints checkpoints;
  private final DeltaAppender appender;
  private final String epoch = UUID.randomUUID().toString();
  private long commits;

  private CommitTable(String path, Configuration options) {
    this.engine = DeltaEngine.create(options);
    this.checkpoints = new BackgroundLogCheckpoints(path, () -> DeltaEngine.create(options));
    this.appender = new DeltaAppender(engine, DeltaTable.at(engine, path), checkpoints);
  }

  /**
   * A new table of so many versions, with a log checkpoint of the last.
   *
   * @param checkpointInterval while it grows; 10 from then on
   */
  static void create(String path, Configuration options, int versions, int checkpointInterval)
      throws IOException {
    try (DeltaEngine engine = DeltaEngine.create(options)) {
      DeltaTable table = DeltaTable.at(engine, path);
      table.createIfAbsent(
          SCHEMA, List.of(), Map.of(INTERVAL, Integer.toString(checkpointInterval)));
      try (CommitTable growing = new CommitTable(path, options)) {
        while (growing.commit() < versions - 1) {
          // One more.
        }
      }
      new TableMetadata(engine, table).setProperties(Map.of(INTERVAL, "10"));
      LogCheckpoint.write(engine, table);
    }
  }

  /** From now on commits to the table ask for no log checkpoint. */
  static void stopLogCheckpoints(String path, Configuration options) {
    try (DeltaEngine engine = DeltaEngine.create(options)) {
      new TableMetadata(engine, DeltaTable.at(engine, path))
          .setProperties(Map.of(INTERVAL, Integer.toString(Integer.MAX_VALUE)));
    }
  }

  /** The table at the path, which must be there; nothing is read yet. */
  static CommitTable restart(String path, Configuration options) {
    return new CommitTable(path, options);
  }

  /** Commits once and returns the version made. */
  long commit() {
    long number = ++commits;
    String statistics =
        String.format(
            "{\"numRecords\":100,\"minValues\":{\"ind\":%d,\"title\":\"a title of this file\"},"
                + "\"maxValues\":{\"ind\":%d,\"title\":\"the title of that file\"},"
                + "\"nullCount\":{\"ind\":0,\"title\":7}}",
            number * 100, number * 100 + 99);
    DataFile file =
        new DataFile(
            "part-00000-" + UUID.randomUUID() + ".zstd.parquet",
            Map.of(),
            12_345,
            System.currentTimeMillis(),
            100,
            statistics);
    return appender.append(new TransactionId(epoch, number), List.of(file));
  }

  @Override
  public void close() {
    checkpoints.close();
    engine.close();
  }
}
