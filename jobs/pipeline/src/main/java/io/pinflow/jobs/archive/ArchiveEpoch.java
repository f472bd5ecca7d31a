package io.pinflow.jobs.archive;

import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * What one writer has archived, or passed over as archived, between two checkpoints; a committable
 * beside those of its objects, also where there are none. Immutable.
 */
final class ArchiveEpoch {

  private final String run;
  @Nullable private final String hint;
  private final List<SourceSpan> spans;

  /**
   * @param run the id of the run which wrote it
   * @param hint the hint which names its objects; null where there are none
   */
  ArchiveEpoch(String run, @Nullable String hint, List<SourceSpan> spans) {
    this.run = run;
    this.hint = hint;
    this.spans = List.copyOf(spans);
  }

  String run() {
    return run;
  }

  Optional<String> hint() {
    return Optional.ofNullable(hint);
  }

  List<SourceSpan> spans() {
    return spans;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArchiveEpoch
        && run.equals(((ArchiveEpoch) other).run)
        && hint().equals(((ArchiveEpoch) other).hint())
        && spans.equals(((ArchiveEpoch) other).spans);
  }

  @Override
  public int hashCode() {
    return run.hashCode() * 31 + spans.hashCode();
  }
}
