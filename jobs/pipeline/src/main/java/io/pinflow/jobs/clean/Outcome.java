package io.pinflow.jobs.clean;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/**
 * What became of a record. A row carries it on its way to its kind's table as its kind of change,
 * which costs nothing: only clean rows are stored, the others tell the table's ledger of their
 * positions.
 */
enum Outcome {
  CLEAN(RowKind.INSERT),
  DUPLICATE(RowKind.UPDATE_BEFORE),
  QUARANTINED(RowKind.DELETE),

  /** It was decided in an earlier run: the table and its ledger have it already. */
  COVERED(RowKind.UPDATE_AFTER);

  /** The names under which a ledger counts, in the order of the outcomes. */
  static final List<String> COUNTED =
      Arrays.stream(values())
          .filter(outcome -> outcome != COVERED)
          .map(outcome -> outcome.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableList());

  private final RowKind rowKind;

  Outcome(RowKind rowKind) {
    this.rowKind = rowKind;
  }

  void mark(RowData row) {
    row.setRowKind(rowKind);
  }

  static Outcome of(RowData row) {
    switch (row.getRowKind()) {
      case INSERT:
        return CLEAN;
      case UPDATE_BEFORE:
        return DUPLICATE;
      case DELETE:
        return QUARANTINED;
      case UPDATE_AFTER:
        return COVERED;
    }
    throw new AssertionError(row.getRowKind());
  }
}
