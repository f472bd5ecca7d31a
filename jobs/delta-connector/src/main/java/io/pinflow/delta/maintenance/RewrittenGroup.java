package io.pinflow.delta.maintenance;

import io.pinflow.delta.kernel.DataFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A group of files and the files that hold its rows now, which are on the storage but not yet in
 * the table. Immutable; may travel to another machine.
 */
public final class RewrittenGroup implements Serializable {

  private static final long serialVersionUID = 1L;

  private final CompactionGroup group;
  private final ArrayList<DataFile> files;

  RewrittenGroup(CompactionGroup group, List<DataFile> files) {
    this.group = group;
    this.files = new ArrayList<>(files);
  }

  public CompactionGroup group() {
    return group;
  }

  public List<DataFile> files() {
    return List.copyOf(files);
  }

  @Override
  public String toString() {
    return group + " as " + files.size() + " files";
  }
}
