package io.pinflow.delta.source.reader;

import java.util.Arrays;

/**
 * The definition and repetition levels of one leaf for the rows of a batch, from which the vectors
 * above the leaf take their shape. What Parquet means by them: a definition level tells how much of
 * the path down to the value is there, a repetition level at which list of the path a new element
 * begins (0: a new row).
 */
final class Levels {

  private final boolean repeated;
  private int[] definition = new int[0];
  private int[] repetition = new int[0];
  private int count;

  /**
   * @param repeated whether the leaf lies in a list or map; the repetition levels of others are 0
   */
  Levels(boolean repeated) {
    this.repeated = repeated;
  }

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  /** The definition levels, {@link #count()} of them; replaced as they grow. */
  int[] definition() {
    return definition;
  }

  /** Makes room for more definition levels and counts them as there. */
  int[] appendDefinitions(int more) {
    if (count + more > definition.length) {
      definition = Arrays.copyOf(definition, Math.max(count + more, definition.length * 2));
      repetition = repeated ? Arrays.copyOf(repetition, definition.length) : repetition;
    }
    count += more;
    return definition;
  }

  /** As long as {@link #definition()}, for leaves in a list or map. */
  int[] repetition() {
    return repetition;
  }

  int repetition(int entry) {
    return repeated ? repetition[entry] : 0;
  }
}
