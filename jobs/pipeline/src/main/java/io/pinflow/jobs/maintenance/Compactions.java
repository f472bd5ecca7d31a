package io.pinflow.jobs.maintenance;

import io.pinflow.delta.maintenance.Compaction;
import io.pinflow.delta.maintenance.CompactionOptions;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** The compactions of the tables that a task has met. */
final class Compactions implements AutoCloseable {

  private final CompactionOptions options;
  private final Map<String, Compaction> byTable = new HashMap<>();

  Compactions(CompactionOptions options) {
    this.options = options;
  }

  Compaction of(String table) {
    // How S3 is reached is said by the configuration of the TaskManager.
    return byTable.computeIfAbsent(
        table, path -> Compaction.of(path, options, new Configuration()));
  }

  @Override
  public void close() {
    byTable.values().forEach(Compaction::close);
    byTable.clear();
  }
}
