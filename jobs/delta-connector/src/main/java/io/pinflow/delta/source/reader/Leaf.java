package io.pinflow.delta.source.reader;

/** Which of a split's leaves a column reads, and where in its row the leaf is. */
final class Leaf {

  private final int number;
  private final Place place;

  Leaf(int number, Place place) {
    this.number = number;
    this.place = place;
  }

  /** Its place among the leaves which are read, from 0 on. */
  int number() {
    return number;
  }

  /** Whether it lies below a list or map. */
  boolean isRepeated() {
    return place.repetition() > 0;
  }

  /** From this definition level on its vector has a slot. */
  int slotLevel() {
    return place.slotLevel();
  }
}
