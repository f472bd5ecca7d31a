package io.pinflow.jobs.verify;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.schema.Cleaner;
import io.pinflow.schema.CleaningLimits;
import io.pinflow.schema.CleaningResult;
import io.pinflow.schema.ContentHash;
import io.pinflow.schema.RecordKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for the duplicates among the archived records without a row: cleaned again, they have the
 * content of a row of their kind.
 */
final class DuplicateSearch {

  private final ArchivedPositions archive;
  private final StoredTables tables;
  private final Map<RecordKind, Cleaner> cleaners = new EnumMap<>(RecordKind.class);

  DuplicateSearch(ArchivedPositions archive, StoredTables tables, CleaningLimits limits) {
    this.archive = archive;
    this.tables = tables;
    for (RecordKind kind : RecordKind.values()) {
      cleaners.put(kind, new Cleaner(kind, limits));
    }
  }

  /** Notes each duplicate. Reads archive and tables only if there are records without a row. */
  void run(Findings findings) throws IOException {
    Map<SourceName, SortedFacts> rowless = new HashMap<>();
    findings
        .facts()
        .forEach(
            (source, facts) -> {
              SortedFacts sorted = facts.sorted();
              if (holdsRowless(sorted)) {
                rowless.put(source, sorted);
              }
            });
    if (!rowless.isEmpty()) {
      List<Candidate> candidates = candidates(rowless, findings);
      Map<RecordKind, Set<ContentHash>> stored = stored(candidates, findings);
      for (Candidate candidate : candidates) {
        if (stored.get(candidate.source.kind()).contains(candidate.content)) {
          findings.add(candidate.source, candidate.position, Fact.SAME_CONTENT);
        }
      }
    }
  }

  private List<Candidate> candidates(Map<SourceName, SortedFacts> rowless, Findings findings)
      throws IOException {
    Set<String> streams =
        rowless.keySet().stream().map(SourceName::stream).collect(Collectors.toSet());
    List<Candidate> candidates = new ArrayList<>();
    archive.read(
        streams::contains,
        record -> {
          String uri = record.position().uri();
          SourceName source = findings.source(uri).orElse(null);
          SortedFacts facts = rowless.get(source);
          if (facts != null) {
            String position = uri.substring(uri.lastIndexOf('/') + 1);
            int place = facts.find(position);
            if (place >= 0 && isRowless(facts.facts(place))) {
              add(source, position, record, candidates);
            }
          }
        },
        findings);
    return candidates;
  }

  private void add(
      SourceName source, String position, RawRecord record, List<Candidate> candidates) {
    CleaningResult result = cleaners.get(source.kind()).clean(record.value());
    if (result.isClean()) {
      candidates.add(new Candidate(source, position, result.row().contentHash()));
    }
  }

  /** Those contents of the candidates which rows have, by kind. */
  private Map<RecordKind, Set<ContentHash>> stored(List<Candidate> candidates, Findings findings) {
    Map<RecordKind, Set<ContentHash>> wanted = new EnumMap<>(RecordKind.class);
    for (Candidate candidate : candidates) {
      wanted.computeIfAbsent(candidate.source.kind(), k -> new HashSet<>()).add(candidate.content);
    }
    Map<RecordKind, Set<ContentHash>> stored = new EnumMap<>(RecordKind.class);
    wanted.forEach(
        (kind, contents) -> {
          Set<ContentHash> found = new HashSet<>();
          tables.readContents(
              kind,
              content -> {
                if (contents.contains(content)) {
                  found.add(content);
                }
              },
              findings);
          stored.put(kind, found);
        });
    return stored;
  }

  private static boolean holdsRowless(SortedFacts facts) {
    for (int place = 0; place < facts.size(); place++) {
      if (isRowless(facts.facts(place))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRowless(int facts) {
    return Fact.ARCHIVED.isIn(facts)
        && !Fact.CLEAN_ROW.isIn(facts)
        && !Fact.QUARANTINE_ROW.isIn(facts)
        && !Fact.MISPLACED_ROW.isIn(facts);
  }

  private static final class Candidate {
    private final SourceName source;
    private final String position;
    private final ContentHash content;

    Candidate(SourceName source, String position, ContentHash content) {
      this.source = source;
      this.position = position;
      this.content = content;
    }
  }
}
