package io.pinflow.delta.source.reader;

import java.util.Arrays;

/**
 * Where in the vectors of its elements each list of a batch begins, and how many there are: those
 * of a batch's lists lie one after the other.
 */
final class ListShape {

  private final Place list;
  private final Place element;
  private int[] offsets = new int[0];
  private int[] lengths = new int[0];

  /**
   * @param list the place of the list or map
   * @param element the place of the repeated field in it
   */
  ListShape(Place list, Place element) {
    this.list = list;
    this.element = element;
  }

  /** Takes the shape from the levels of a leaf below the list, and tells {@code of} its nulls. */
  void fill(Levels levels, Column of) {
    of.ensureCapacity(levels.count());
    int[] definition = levels.definition();
    int slot = -1;
    int elements = 0;
    for (int i = 0; i < levels.count(); i++) {
      int repetition = levels.repetition()[i];
      if (repetition <= list.repetition()) {
        if (definition[i] < list.slotLevel()) {
          continue;
        }
        slot++;
        of.setNull(slot, definition[i] < list.definition());
        offsets[slot] = elements;
        lengths[slot] = 0;
        if (definition[i] < element.slotLevel()) {
          continue;
        }
      } else if (repetition > element.repetition()) {
        continue;
      }
      elements++;
      lengths[slot]++;
    }
  }

  void grow(int capacity) {
    offsets = Arrays.copyOf(offsets, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
  }

  int offset(int slot) {
    return offsets[slot];
  }

  int length(int slot) {
    return lengths[slot];
  }
}
