package io.pinflow.delta.source;

import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Whether a column can still be read as it was when the read began. Nested fields that were added
 * since do not matter: a reader takes those it knows.
 */
final class ColumnChange {

  private ColumnChange() {}

  /** What has changed, in words; empty if nothing that matters. */
  static Optional<String> between(ScanColumn read, ScanColumn now) {
    if (!holds(read, now)) {
      return Optional.of(
          String.format(
              "column '%s' was %s, is %s",
              read.name(), read.type().asSummaryString(), now.type().asSummaryString()));
    }
    return isStoredAlike(read, now)
        ? Optional.empty()
        : Optional.of(String.format("column '%s' is stored otherwise in data files", read.name()));
  }

  /** A column that may no longer be null still fits where nulls were allowed for. */
  private static boolean holds(ScanColumn read, ScanColumn now) {
    LogicalType expected = read.type();
    LogicalType actual = now.type();
    if (read.children().isEmpty()) {
      return expected.equals(expected.isNullable() ? actual.copy(true) : actual);
    }
    return expected.is(actual.getTypeRoot())
        && (expected.isNullable() || !actual.isNullable())
        && read.children().stream()
            .allMatch(
                child -> counterpart(child, now).filter(found -> holds(child, found)).isPresent());
  }

  private static boolean isStoredAlike(ScanColumn read, ScanColumn now) {
    return read.physicalName().equals(now.physicalName())
        && read.fieldId().equals(now.fieldId())
        && read.isPartition() == now.isPartition()
        && read.children().stream()
            .allMatch(child -> isStoredAlike(child, counterpart(child, now).orElseThrow()));
  }

  /** By name: an element, a key and a value have one as well. */
  private static Optional<ScanColumn> counterpart(ScanColumn child, ScanColumn parent) {
    return parent.children().stream()
        .filter(candidate -> candidate.name().equals(child.name()))
        .findFirst();
  }
}
