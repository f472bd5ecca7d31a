package io.pinflow.delta.kernel;

import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import java.io.Serializable;
import java.util.Objects;
import javax.annotation.Nullable;

/**
 * What tells a data file of a table from all others: its path as the log has it, and its deletion
 * vector. A file of which another row was deleted is another file.
 */
public final class FileKey implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String path;
  @Nullable private final String deletionVector;

  private FileKey(String path, @Nullable String deletionVector) {
    this.path = path;
    this.deletionVector = deletionVector;
  }

  static FileKey of(AddFile file) {
    return new FileKey(
        file.getPath(),
        file.getDeletionVector().map(DeletionVectorDescriptor::getUniqueId).orElse(null));
  }

  /** Relative to the table's root or absolute, URI-encoded. */
  public String path() {
    return path;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileKey
        && path.equals(((FileKey) other).path)
        && Objects.equals(deletionVector, ((FileKey) other).deletionVector);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, deletionVector);
  }

  @Override
  public String toString() {
    return deletionVector == null ? path : path + " with deletion vector " + deletionVector;
  }
}
