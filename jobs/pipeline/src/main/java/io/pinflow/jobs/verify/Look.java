package io.pinflow.jobs.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks at tables, archive and brokers, in this order, so that what came in meanwhile is seen where
 * it comes from rather than missed there.
 *
 * <p>The first look sets the horizon: what it has seen is accounted for, by it and by all further
 * ones. What comes in later is not, so that verifying comes to an end while posts keep coming.
 */
final class Look {

  private final StoredTables tables;
  private final ArchivedPositions archive;
  private final List<HeldPositions> brokers;
  private final DuplicateSearch duplicates;
  private Findings held;
  private Map<SourceName, String> horizon;

  Look(
      StoredTables tables,
      ArchivedPositions archive,
      List<HeldPositions> brokers,
      DuplicateSearch duplicates) {
    this.tables = tables;
    this.archive = archive;
    this.brokers = brokers;
    this.duplicates = duplicates;
  }

  /** What is found at this moment. */
  Report take() throws IOException {
    Findings findings = new Findings();
    Ledgers ledgers = tables.ledgers();
    tables.readPositions(findings);
    archive.readPositions(findings);
    if (held == null) {
      held = new Findings();
      brokers.forEach(broker -> broker.read(held));
    }
    findings.addAll(held);
    duplicates.run(findings);

    Map<SourceName, SortedFacts> facts = new TreeMap<>();
    findings.facts().forEach((source, positions) -> facts.put(source, positions.sorted()));
    if (horizon == null) {
      horizon = new HashMap<>();
      facts.forEach((source, all) -> horizon.put(source, all.position(all.size() - 1)));
    }
    List<SourceAccount> accounts = new ArrayList<>();
    facts.forEach(
        (source, all) -> {
          if (horizon.containsKey(source)) {
            accounts.add(SourceAccount.of(source, all, horizon.get(source), ledgers));
          }
        });
    return new Report(accounts, findings.problems());
  }
}
