package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.Position;
import io.pinflow.delta.kernel.SourceRange;
import io.pinflow.delta.kernel.TableProgress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/** Which positions of which sources the rows of one writer have, from checkpoint to checkpoint. */
final class ProgressTracker {

  private final ProgressExtractor extractor;
  private final TableProgress covered;
  private final List<String> counts;
  private final Map<StringData, Source> sources = new HashMap<>();

  /** The source of the previous row: often that of the next one. */
  private Source current;

  /**
   * @param covered what to leave out
   */
  ProgressTracker(ProgressExtractor extractor, TableProgress covered) {
    this.extractor = extractor;
    this.covered = covered;
    this.counts = extractor.counts();
  }

  /** Takes note of a row; false if it is to be left out because the table covers it. */
  boolean add(RowData row) {
    StringData name = extractor.source(row);
    if (name == null) {
      return true;
    }
    if (current == null || !current.name.equals(name)) {
      current = sources.get(name);
      if (current == null) {
        current = new Source(name.toString(), covered, new long[counts.size()]);
        sources.put(current.name, current);
      }
    }
    if (!current.add(Position.of(extractor.position(row)))) {
      return false;
    }
    if (!counts.isEmpty()) {
      current.counted[extractor.countOf(row)]++;
    }
    return true;
  }

  boolean isStored(RowData row) {
    return extractor.isStored(row);
  }

  /** The ranges of all rows since the last call. */
  List<SourceRange> drain() {
    List<SourceRange> ranges = new ArrayList<>();
    for (Source source : sources.values()) {
      source.drainInto(ranges, counts);
    }
    return ranges;
  }

  private static final class Source {

    private final StringData name;
    @Nullable private final Position covered;
    private final long[] counted;
    private Position first;
    private Position last;

    Source(String name, TableProgress progress, long[] counted) {
      this.name = StringData.fromString(name);
      this.covered = progress.last(name).orElse(null);
      this.counted = counted;
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

    void drainInto(List<SourceRange> ranges, List<String> names) {
      if (first != null) {
        Map<String, Long> counts = new HashMap<>();
        for (int i = 0; i < counted.length; i++) {
          counts.put(names.get(i), counted[i]);
        }
        Arrays.fill(counted, 0);
        ranges.add(new SourceRange(name.toString(), first, last, counts));
        first = null;
        last = null;
      }
    }
  }
}
