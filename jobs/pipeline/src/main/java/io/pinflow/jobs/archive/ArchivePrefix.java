package io.pinflow.jobs.archive;

import io.pinflow.jobs.config.ValueType;
import io.pinflow.jobs.source.SourceSystem;
import java.io.Serializable;
import java.util.List;

/**
 * The folder of one topic or stream below {@code raw/}: {@code topics/NAME} or {@code
 * streams/NAME}.
 */
public final class ArchivePrefix implements Serializable {

  private static final long serialVersionUID = 1L;

  static final ValueType<List<ArchivePrefix>> LIST =
      ValueType.listOf("folders such as `topics/pinflow.pin`", ArchivePrefix::parse);

  private final SourceSystem system;
  private final String name;

  ArchivePrefix(SourceSystem system, String name) {
    this.system = system;
    this.name = name;
  }

  /** What the records were read from. */
  public SourceSystem system() {
    return system;
  }

  /** The topic or the stream. */
  public String name() {
    return name;
  }

  /** The folder of a system's topics or streams. */
  static String folder(SourceSystem system) {
    return system.noun() + 's';
  }

  private static ArchivePrefix parse(String text) {
    for (SourceSystem system : SourceSystem.values()) {
      String start = folder(system) + '/';
      String name = text.startsWith(start) ? text.substring(start.length()) : "";
      if (!name.isEmpty() && name.indexOf('/') < 0) {
        return new ArchivePrefix(system, name);
      }
    }
    throw new IllegalArgumentException(
        "holds '" + text + "', which is neither topics/NAME nor streams/NAME");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArchivePrefix
        && system == ((ArchivePrefix) other).system
        && name.equals(((ArchivePrefix) other).name);
  }

  @Override
  public int hashCode() {
    return system.hashCode() * 31 + name.hashCode();
  }

  @Override
  public String toString() {
    return folder(system) + '/' + name;
  }
}
