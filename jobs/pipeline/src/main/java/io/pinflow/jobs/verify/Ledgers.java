package io.pinflow.jobs.verify;

import io.pinflow.delta.kernel.SourceRange;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the tables' logs say of each source: how far it is covered, and what was counted. */
final class Ledgers {

  private final Map<String, SourceRange> kinds = new HashMap<>();
  private final Map<String, SourceRange> quarantine = new HashMap<>();

  /** Adds the ledger of a kind's table. */
  void addKind(Collection<SourceRange> sources) {
    sources.forEach(range -> kinds.put(range.source(), range));
  }

  void addQuarantine(Collection<SourceRange> sources) {
    sources.forEach(range -> quarantine.put(range.source(), range));
  }

  /** By the table of the source's kind. */
  Optional<SourceRange> ofKind(SourceName source) {
    return Optional.ofNullable(kinds.get(source.toString()));
  }

  Optional<SourceRange> ofQuarantine(SourceName source) {
    return Optional.ofNullable(quarantine.get(source.toString()));
  }
}
