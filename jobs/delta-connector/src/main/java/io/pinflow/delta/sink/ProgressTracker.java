package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.Position;
import io.pinflow.delta.kernel.SourceRange;
import io.pinflow.delta.kernel.TableProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/** Which positions of which sources the rows of one writer have, from checkpoint to checkpoint. */
final class ProgressTracker {

  private final ProgressExtractor extractor;
  private final TableProgress covered;
  private final Map<StringData, Source> sources = new HashMap<>();

  /** The source of the previous row: often that of the next one. */
  private Source current;

  /**
   * @param covered what to leave out
   */
  ProgressTracker(ProgressExtractor extractor, TableProgress covered) {
    this.extractor = extractor;
    this.covered = covered;
  }

  /** Takes note of a row; false if it is to be left out. */
  boolean add(RowData row) {
    StringData name = extractor.source(row);
    if (name == null) {
      return true;
    }
    if (current == null || !current.name.equals(name)) {
      current = sources.get(name);
      if (current == null) {
        current = new Source(name.toString(), covered);
        sources.put(current.name, current);
      }
    }
    return current.add(Position.of(extractor.position(row)));
  }

  /** The ranges of all rows since the last call. */
  List<SourceRange> drain() {
    List<SourceRange> ranges = new ArrayList<>();
    for (Source source : sources.values()) {
      source.drainInto(ranges);
    }
    return ranges;
  }

  private static final class Source {

    private final StringData name;
    private final Position covered;
    private Position first;
    private Position last;

    Source(String name, TableProgress progress) {
      this.name = StringData.fromString(name);
      this.covered = progress.positions().get(name);
    }

    boolean add(Position position) {
      if (covered != null && position.compareTo(covered) <= 0) {
        return false;
      }
      if (first == null) {
        first = position;
        last = position;
      } else if (position.compareTo(last) > 0) {
        last = position;
      } else if (position.compareTo(first) < 0) {
        first = position;
      }
      return true;
    }

    void drainInto(List<SourceRange> ranges) {
      if (first != null) {
        ranges.add(new SourceRange(name.toString(), first, last));
        first = null;
        last = null;
      }
    }
  }
}
