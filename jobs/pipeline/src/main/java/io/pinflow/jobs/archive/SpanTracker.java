package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.RecordPosition;
import java.util.ArrayList;
import java.util.List;

/** The first and the last position of each source since the last call. Not thread-safe. */
final class SpanTracker {

  private final BySource<Open> open = new BySource<>(Open::new);

  /** Takes note of a record; those of one source come in order. */
  void add(RecordPosition position) {
    open.of(position).last = position;
  }

  List<SourceSpan> take() {
    List<SourceSpan> spans = new ArrayList<>();
    for (Open span : open.values()) {
      spans.add(new SourceSpan(span.first, span.last));
    }
    open.clear();
    return spans;
  }

  private static final class Open {
    private final RecordPosition first;
    private RecordPosition last;

    Open(RecordPosition first) {
      this.first = first;
    }
  }
}
