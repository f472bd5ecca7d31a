package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.SourceRange;
import java.util.List;
import java.util.Objects;

/** What one writer has finished for one checkpoint. Immutable. */
final class WriterResult {

  private final List<DataFile> files;
  private final List<SourceRange> progress;

  WriterResult(List<DataFile> files, List<SourceRange> progress) {
    this.files = List.copyOf(files);
    this.progress = List.copyOf(progress);
  }

  List<DataFile> files() {
    return files;
  }

  /** What of their sources the files hold. */
  List<SourceRange> progress() {
    return progress;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WriterResult
        && files.equals(((WriterResult) other).files)
        && progress.equals(((WriterResult) other).progress);
  }

  @Override
  public int hashCode() {
    return Objects.hash(files, progress);
  }

  @Override
  public String toString() {
    return files + " " + progress;
  }
}
