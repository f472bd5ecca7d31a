package io.pinflow.jobs.clean;

import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.doctor.Check;
import io.pinflow.jobs.doctor.FolderCheck;
import io.pinflow.jobs.doctor.KafkaAccess;
import io.pinflow.jobs.doctor.LedgerCheck;
import io.pinflow.jobs.doctor.TableCheck;
import io.pinflow.jobs.source.SourceSystem;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What CleanJob needs of its tables. */
public final class CleanChecks {

  private final DeltaTables tables;

  private CleanChecks(DeltaTables tables) {
    this.tables = tables;
  }

  /**
   * The checks of the tables' folder, and if that is good, of the tables and of what they have of
   * the topics.
   */
  public static Check read(SettingsReader settings, Optional<KafkaAccess> kafka) {
    TopicKinds topics = TopicKinds.read(settings);
    CleanChecks checks = new CleanChecks(DeltaTables.read(settings));
    List<Check> ofTables = checks.ofTables(topics.kinds());
    kafka.map(access -> checks.ofLedgers(access, topics)).ifPresent(ofTables::add);
    return checks.ofFolder(ofTables);
  }

  /** The checks of the tables' folder and the tables, for a job that reads what is stored. */
  public static Check ofReplay(SettingsReader settings) {
    CleanChecks checks = new CleanChecks(DeltaTables.read(settings));
    return checks.ofFolder(checks.ofTables(settings.get(CleanOptions.KINDS)));
  }

  /** The checks of the tables' folder and the tables, for a job that reads the quarantine. */
  public static Check ofRedrive(SettingsReader settings) {
    CleanChecks checks = new CleanChecks(DeltaTables.read(settings));
    List<Check> ofTables = checks.ofTables(settings.get(CleanOptions.KINDS));
    ofTables.add(checks.ofTable(TableSchema.redriven()));
    return checks.ofFolder(ofTables);
  }

  private Check ofFolder(List<Check> ofTables) {
    return FolderCheck.ofTables(CleanOptions.TABLE_ROOT.key(), tables.root()).then(ofTables);
  }

  private List<Check> ofTables(Collection<RecordKind> kinds) {
    List<Check> checks = new ArrayList<>();
    kinds.forEach(kind -> checks.add(ofTable(TableSchema.of(kind))));
    checks.add(ofTable(TableSchema.quarantine()));
    return checks;
  }

  private Check ofTable(TableSchema table) {
    return new TableCheck(tables.path(table), tables.sink(table));
  }

  private Check ofLedgers(KafkaAccess kafka, TopicKinds topics) {
    Map<String, List<String>> tablesByTopic = new HashMap<>();
    for (String topic : topics.names(SourceSystem.KAFKA)) {
      TableSchema table = TableSchema.of(topics.kindByTopic().get(topic));
      tablesByTopic.put(topic, List.of(tables.path(table), tables.path(TableSchema.quarantine())));
    }
    return LedgerCheck.ofTables(kafka, tablesByTopic);
  }
}
