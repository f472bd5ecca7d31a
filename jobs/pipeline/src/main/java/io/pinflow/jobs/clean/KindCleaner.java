package io.pinflow.jobs.clean;

import io.pinflow.jobs.metrics.ExactCounters;
import io.pinflow.schema.Cleaner;
import io.pinflow.schema.CleaningLimits;
import io.pinflow.schema.RecordKind;

/** What cleaning the records of one kind takes. */
final class KindCleaner {

  private final RecordKind kind;
  private final Cleaner cleaner;
  private final CleanRowMapper mapper;
  private final KindCounters counters;
  private final Coverage coverage;

  KindCleaner(RecordKind kind, CleaningLimits limits, ExactCounters counters, Coverage coverage) {
    this.kind = kind;
    this.cleaner = new Cleaner(kind, limits);
    this.mapper = CleanRowMapper.of(kind);
    this.counters = new KindCounters(counters, kind);
    this.coverage = coverage;
  }

  RecordKind kind() {
    return kind;
  }

  Cleaner cleaner() {
    return cleaner;
  }

  CleanRowMapper mapper() {
    return mapper;
  }

  KindCounters counters() {
    return counters;
  }

  /** What the kind's table covers. */
  Coverage coverage() {
    return coverage;
  }
}
