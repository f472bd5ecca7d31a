package io.pinflow.delta.maintenance;

import io.delta.kernel.Snapshot;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TableConfig;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.MaintenanceErrors;
import io.pinflow.delta.kernel.ReferencedFiles;
import io.pinflow.delta.kernel.WriteLayout;
import io.pinflow.delta.maintenance.TableFolder.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One vacuum of one table. */
final class Vacuum {

  private static final Logger LOG = LoggerFactory.getLogger(Vacuum.class);

  /** An object store takes some ten milliseconds for each. */
  private static final int PARALLEL_DELETES = 8;

  private final DeltaEngine engine;
  private final DeltaTable table;
  private final VacuumOptions options;

  Vacuum(DeltaEngine engine, DeltaTable table, VacuumOptions options) {
    this.engine = engine;
    this.table = table;
    this.options = options;
  }

  VacuumResult run() throws IOException {
    long start = System.nanoTime();
    Snapshot before = table.latest();
    // Who may not write to the table must not delete from it either.
    WriteLayout layout = WriteLayout.of(engine, before);
    Duration retention = retention((SnapshotImpl) before);
    long keepSince = System.currentTimeMillis() - retention.toMillis();

    // The table is looked at after its folder: what was committed by then is known to be needed.
    List<Entry> files = new TableFolder(new Path(table.path()), partitionColumns(layout)).files();
    ReferencedFiles referenced = ReferencedFiles.of(engine, table.latest(), keepSince);
    List<Entry> unused =
        files.stream()
            .filter(file -> file.modificationTime() < keepSince)
            .filter(file -> !referenced.contains(file.relativePath()))
            .collect(Collectors.toList());
    if (!options.isDryRun()) {
      delete(unused);
    }
    VacuumResult result =
        new VacuumResult(
            table.path(),
            options.isDryRun(),
            retention,
            unused.stream().map(Entry::relativePath).sorted().collect(Collectors.toList()),
            unused.stream().mapToLong(Entry::bytes).sum(),
            files.size(),
            Duration.ofNanos(System.nanoTime() - start));
    LOG.info("Vacuum of {}", result);
    return result;
  }

  private Duration retention(SnapshotImpl snapshot) {
    Duration safe =
        Duration.ofMillis(TableConfig.TOMBSTONE_RETENTION.fromMetadata(snapshot.getMetadata()));
    Duration retention = options.retention().orElse(safe);
    if (retention.compareTo(safe) < 0 && !options.isUnsafeRetentionAllowed()) {
      throw MaintenanceErrors.retentionTooShort(table.path(), retention, safe);
    }
    return retention;
  }

  /** Folders may be called after the logical name or the physical one. */
  private static List<String> partitionColumns(WriteLayout layout) {
    List<String> names = new ArrayList<>(layout.partitionColumns());
    for (String column : layout.partitionColumns()) {
      names.add(layout.physicalSchema().at(layout.schema().indexOf(column)).getName());
    }
    return names;
  }

  private void delete(List<Entry> files) throws IOException {
    FileSystem fileSystem = new Path(table.path()).getFileSystem();
    ExecutorService threads =
        Executors.newFixedThreadPool(fileSystem.isDistributedFS() ? PARALLEL_DELETES : 1);
    try {
      List<Future<Boolean>> deletions = new ArrayList<>(files.size());
      for (Entry file : files) {
        deletions.add(threads.submit(() -> fileSystem.delete(file.path(), false)));
      }
      await(deletions);
    } finally {
      threads.shutdownNow();
    }
  }

  private void await(List<Future<Boolean>> deletions) throws IOException {
    int failed = 0;
    Throwable last = null;
    for (Future<Boolean> deletion : deletions) {
      try {
        deletion.get();
      } catch (ExecutionException e) {
        failed++;
        last = e.getCause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted while deleting unused files of " + table.path(), e);
      }
    }
    if (failed > 0) {
      throw MaintenanceErrors.vacuumIncomplete(table.path(), failed, deletions.size(), last);
    }
  }
}
