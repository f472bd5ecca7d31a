package io.pinflow.delta.source.newest;

import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.source.DeltaSourceSplit;
import io.pinflow.delta.source.reader.SplitRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;

/**
 * Decides between rows of one key and time. Only these rows' further columns are looked at, each
 * split once, after all keys have been seen. Rows which are equal in all of them are versions
 * without an order: the first in the table's files stands. Not thread-safe.
 */
final class Ties {

  /** The best row of a key so far. */
  private static final class Contest {
    private int split = -1;
    private int position;
    private Object[] values = {};
  }

  private final NewestRule rule;
  @Nullable private final DeltaSource source;

  /** By split and position in its file, which is the order in which they are read. */
  private final Map<Integer, TreeMap<Integer, Contest>> contenders = new TreeMap<>();

  /**
   * @param source reads the columns of the rule's tie-breaks; null if it has none
   */
  Ties(NewestRule rule, @Nullable DeltaSource source) {
    this.rule = rule;
    this.source = source;
  }

  /** Notes rows of one key, of which one is to stand. */
  void add(NewestTable.Tie first) {
    Contest contest = new Contest();
    for (NewestTable.Tie tie = first; tie != null; tie = tie.next) {
      contenders.computeIfAbsent(tie.split, added -> new TreeMap<>()).put(tie.position, contest);
    }
  }

  /** Passes on all rows but one of each key. */
  void decide(Map<Integer, DeltaSourceSplit> splits, NewestTable.Superseded superseded)
      throws IOException {
    for (Map.Entry<Integer, TreeMap<Integer, Contest>> split : contenders.entrySet()) {
      int number = split.getKey();
      if (source == null) {
        split
            .getValue()
            .forEach(
                (position, contest) -> enter(contest, number, position, new Object[0], superseded));
      } else {
        read(source, splits.get(number), number, split.getValue(), superseded);
      }
    }
    contenders.clear();
  }

  private void read(
      DeltaSource ties,
      DeltaSourceSplit split,
      int number,
      Map<Integer, Contest> rows,
      NewestTable.Superseded superseded)
      throws IOException {
    BitSet wanted = new BitSet();
    rows.keySet().forEach(wanted::set);
    try (SplitRows found = ties.read(split, position -> !wanted.get(Math.toIntExact(position)))) {
      for (RowData row = found.next(); row != null; row = found.next()) {
        int position = Math.toIntExact(found.position());
        enter(rows.get(position), number, position, values(row), superseded);
      }
    }
  }

  private void enter(
      Contest contest,
      int split,
      int position,
      Object[] values,
      NewestTable.Superseded superseded) {
    if (contest.split < 0) {
      contest.split = split;
      contest.position = position;
      contest.values = values;
    } else if (compare(values, contest.values) > 0) {
      superseded.add(contest.split, contest.position);
      contest.split = split;
      contest.position = position;
      contest.values = values;
    } else {
      superseded.add(split, position);
    }
  }

  private Object[] values(RowData row) {
    List<String> columns = rule.tieColumns();
    List<Object> values = new ArrayList<>();
    for (NewestRule.TieBreak tieBreak : rule.tieBreaks()) {
      int column = columns.indexOf(tieBreak.column());
      if (row.isNullAt(column)) {
        values.add(null);
      } else {
        BinaryStringData text = copy(row.getString(column));
        values.add(tieBreak.byLength() ? (Object) text.numChars() : text);
      }
    }
    return values.toArray();
  }

  private static BinaryStringData copy(StringData text) {
    return BinaryStringData.fromBytes(text.toBytes());
  }

  private static int compare(Object[] left, Object[] right) {
    for (int i = 0; i < left.length; i++) {
      int order = compare(left[i], right[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** NULL is less than every value. */
  private static int compare(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    return left instanceof Integer
        ? Integer.compare((Integer) left, (Integer) right)
        : ((BinaryStringData) left).compareTo((BinaryStringData) right);
  }
}
