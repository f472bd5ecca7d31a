package io.pinflow.jobs.archive;

import java.util.List;

/**
 * What may appear in the archive with a checkpoint: the objects of one writer, in the order in
 * which they are made visible, and the records they hold. All records of a source from its first to
 * its last position are in these objects or were in the archive before. Immutable.
 */
final class PendingObjects {

  private final List<String> objects;
  private final List<SourceSpan> spans;

  /**
   * @param objects by their paths below {@code raw}
   */
  PendingObjects(List<String> objects, List<SourceSpan> spans) {
    this.objects = List.copyOf(objects);
    this.spans = List.copyOf(spans);
  }

  List<String> objects() {
    return objects;
  }

  List<SourceSpan> spans() {
    return spans;
  }
}
