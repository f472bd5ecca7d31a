package io.pinflow.jobs.clean;

import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.doctor.Check;
import io.pinflow.jobs.doctor.FolderCheck;
import io.pinflow.jobs.doctor.KafkaAccess;
import io.pinflow.jobs.doctor.LedgerCheck;
import io.pinflow.jobs.doctor.TableCheck;
import io.pinflow.jobs.source.SourceSystem;
import io.pinflow.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What CleanJob needs of its tables. */
public final class CleanChecks {

  private final TopicKinds topics;
  private final DeltaTables tables;

  private CleanChecks(TopicKinds topics, DeltaTables tables) {
    this.topics = topics;
    this.tables = tables;
  }

  /**
   * The checks of the tables' folder, and if that is good, of the tables and of what they have of
   * the topics.
   */
  public static Check read(SettingsReader settings, Optional<KafkaAccess> kafka) {
    CleanChecks checks = new CleanChecks(TopicKinds.read(settings), DeltaTables.read(settings));
    List<Check> ofTables = checks.ofTables();
    kafka.map(checks::ofLedgers).ifPresent(ofTables::add);
    return FolderCheck.ofTables(CleanOptions.TABLE_ROOT.key(), checks.tables.root()).then(ofTables);
  }

  private List<Check> ofTables() {
    List<Check> checks = new ArrayList<>();
    topics.kinds().forEach(kind -> checks.add(ofTable(TableSchema.of(kind))));
    checks.add(ofTable(TableSchema.quarantine()));
    return checks;
  }

  private Check ofTable(TableSchema table) {
    return new TableCheck(tables.path(table), tables.sink(table));
  }

  private Check ofLedgers(KafkaAccess kafka) {
    Map<String, List<String>> tablesByTopic = new HashMap<>();
    for (String topic : topics.names(SourceSystem.KAFKA)) {
      TableSchema table = TableSchema.of(topics.kindByTopic().get(topic));
      tablesByTopic.put(topic, List.of(tables.path(table), tables.path(TableSchema.quarantine())));
    }
    return new LedgerCheck(kafka, tablesByTopic);
  }
}
