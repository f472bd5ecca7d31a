package io.pinflow.jobs.tables;

import io.pinflow.delta.DeltaTableInfo;
import io.pinflow.delta.DeltaTables;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.maintenance.CheckpointResult;
import io.pinflow.delta.maintenance.Compaction;
import io.pinflow.delta.maintenance.CompactionGroup;
import io.pinflow.delta.maintenance.CompactionResult;
import io.pinflow.delta.maintenance.DeltaMaintenance;
import io.pinflow.delta.maintenance.VacuumResult;
import io.pinflow.jobs.config.ConfigurationException;
import io.pinflow.jobs.config.JobArguments;
import io.pinflow.jobs.config.JobErrors;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.maintenance.MaintenanceOperation;
import io.pinflow.jobs.maintenance.MaintenanceOptions;
import io.pinflow.jobs.maintenance.MaintenancePlan;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/**
 * {@code maintain --table-root URI}, with the options of MaintenanceJob: does in this JVM what that
 * job does on a cluster, table by table, and prints a line for each:
 *
 * <pre>{@code
 * pin_table: 24 files (1234567 bytes) -> 2 files (1200000 bytes); compacted 24 files into 2; log 31 -> 32 files; deleted 3 unused files (4567 bytes); 812 ms
 * }</pre>
 *
 * <p>Runs in a JVM of its own, which it ends: with 0; with 2 if what was asked for cannot be done,
 * the reason being the last line of its output; with 1 if doing it failed.
 */
public final class MaintainCommand {

  private static final String JOB = "MaintenanceJob";

  private final MaintenancePlan plan;
  private final Configuration flink;
  private final PrintStream out;

  private MaintainCommand(MaintenancePlan plan, Configuration flink, PrintStream out) {
    this.plan = plan;
    this.flink = flink;
    this.out = out;
  }

  public static void main(String[] args) {
    ClientProcess.require("maintain", MaintainCommand.class);
    // An S3 client's threads would keep the JVM.
    System.exit(run(args, System.out, System.err));
  }

  /** Does everything but ending the JVM; returns the status to end it with. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      SettingsReader settings =
          JobArguments.of(args).settingsOf(JOB, Map.of(JOB, MaintenanceOptions.all()));
      MaintenancePlan plan = MaintenancePlan.read(settings);
      settings.finish();
      new MaintainCommand(plan, ClientProcess.startFileSystems(), out).run();
      return 0;
    } catch (ConfigurationException | DeltaException e) {
      out.println(String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "));
      return 2;
    } catch (IOException | RuntimeException e) {
      err.println("The tables cannot be maintained: " + e);
      return 1;
    }
  }

  private void run() throws IOException {
    List<String> paths = plan.tablePaths();
    for (String path : paths) {
      if (DeltaTableInfo.read(path, flink).isEmpty()) {
        throw JobErrors.noSuchTable(
            path, DeltaTables.below(path.substring(0, path.lastIndexOf('/'))));
      }
    }
    for (String path : paths) {
      maintain(path);
    }
  }

  private void maintain(String path) throws IOException {
    long start = System.nanoTime();
    Optional<DeltaTableInfo> before = DeltaTableInfo.read(path, flink);
    DeltaMaintenance table = DeltaMaintenance.of(path, flink);
    StringBuilder done = new StringBuilder();
    if (plan.includes(MaintenanceOperation.COMPACT)) {
      done.append(plan.isDryRun() ? planned(path) : compacted(table));
    }
    if (plan.includes(MaintenanceOperation.CHECKPOINT) && !plan.isDryRun()) {
      CheckpointResult result = table.checkpoint();
      done.append(
          String.format("; log %d -> %d files", result.logFilesBefore(), result.logFilesAfter()));
    }
    if (plan.includes(MaintenanceOperation.VACUUM)) {
      done.append(vacuumed(table));
    }
    Optional<DeltaTableInfo> after = DeltaTableInfo.read(path, flink);
    out.printf(
        "%s: %s -> %s%s; %d ms%n",
        path.substring(path.lastIndexOf('/') + 1),
        content(before),
        content(after),
        done,
        (System.nanoTime() - start) / 1_000_000);
  }

  private static String content(Optional<DeltaTableInfo> table) {
    return table
        .map(info -> String.format("%d files (%d bytes)", info.files(), info.bytes()))
        .orElse("gone");
  }

  private String planned(String path) {
    try (Compaction compaction = Compaction.of(path, plan.compaction(), flink)) {
      List<CompactionGroup> groups = compaction.plan();
      int files = groups.stream().mapToInt(CompactionGroup::files).sum();
      return String.format("; would compact %d files in %d groups", files, groups.size());
    }
  }

  private String compacted(DeltaMaintenance table) throws IOException {
    CompactionResult result = table.compact(plan.compaction());
    return String.format("; compacted %d files into %d", result.filesBefore(), result.filesAfter())
        + (result.conflicts() == 0 ? "" : String.format(" (%d conflicts)", result.conflicts()));
  }

  private String vacuumed(DeltaMaintenance table) throws IOException {
    VacuumResult result = table.vacuum(plan.vacuum());
    return String.format(
        "; %s %d unused files (%d bytes)",
        result.isDryRun() ? "would delete" : "deleted", result.paths().size(), result.bytes());
  }
}
