package io.pinflow.jobs.maintenance;

import io.pinflow.delta.DeltaTables;
import io.pinflow.delta.maintenance.CompactionOptions;
import io.pinflow.delta.maintenance.VacuumOptions;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.doctor.Check;
import io.pinflow.jobs.doctor.FolderCheck;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/** What is to be done to which tables. Immutable. */
public final class MaintenancePlan implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String tableRoot;
  private final ArrayList<String> tables;
  private final EnumSet<MaintenanceOperation> operations;
  private final CompactionOptions compaction;
  private final VacuumOptions vacuum;
  private final boolean dryRun;

  private MaintenancePlan(
      String tableRoot,
      List<String> tables,
      EnumSet<MaintenanceOperation> operations,
      CompactionOptions compaction,
      VacuumOptions vacuum,
      boolean dryRun) {
    this.tableRoot = tableRoot;
    this.tables = new ArrayList<>(tables);
    this.operations = operations;
    this.compaction = compaction;
    this.vacuum = vacuum;
    this.dryRun = dryRun;
  }

  public static MaintenancePlan read(SettingsReader settings) {
    CompactionOptions compaction =
        CompactionOptions.defaults()
            .targetFileSize(settings.get(MaintenanceOptions.TARGET_SIZE))
            .minFiles(settings.get(MaintenanceOptions.MIN_FILES))
            .purgeDeletionVectors(settings.get(MaintenanceOptions.DELETED_SHARE));
    compaction = settings.find(MaintenanceOptions.WHERE).map(compaction::where).orElse(compaction);
    compaction = settings.find(MaintenanceOptions.SORT).map(compaction::sortBy).orElse(compaction);
    VacuumOptions vacuum = VacuumOptions.defaults();
    vacuum = settings.find(MaintenanceOptions.RETENTION).map(vacuum::retention).orElse(vacuum);
    if (settings.get(MaintenanceOptions.UNSAFE_RETENTION)) {
      vacuum = vacuum.allowUnsafeRetention();
    }
    boolean dryRun = settings.get(MaintenanceOptions.DRY_RUN);
    return new MaintenancePlan(
        settings.get(MaintenanceOptions.TABLE_ROOT),
        settings.find(MaintenanceOptions.TABLES).orElse(List.of()),
        EnumSet.copyOf(settings.get(MaintenanceOptions.OPERATIONS)),
        compaction,
        dryRun ? vacuum.dryRun() : vacuum,
        dryRun);
  }

  /**
   * The tables' paths; looks into the folder if none were named.
   *
   * @throws IOException if the folder cannot be listed
   */
  public List<String> tablePaths() throws IOException {
    return tables.isEmpty()
        ? DeltaTables.below(tableRoot)
        : tables.stream().map(name -> tableRoot + '/' + name).collect(Collectors.toList());
  }

  /** What to look at before the tables are maintained. */
  public Check check() {
    return FolderCheck.ofTables(MaintenanceOptions.TABLE_ROOT.key(), tableRoot);
  }

  public boolean includes(MaintenanceOperation operation) {
    return operations.contains(operation);
  }

  public CompactionOptions compaction() {
    return compaction;
  }

  public VacuumOptions vacuum() {
    return vacuum;
  }

  /** Whether nothing may be changed. */
  public boolean isDryRun() {
    return dryRun;
  }
}
