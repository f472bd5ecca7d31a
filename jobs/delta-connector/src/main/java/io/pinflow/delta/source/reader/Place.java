package io.pinflow.delta.source.reader;

import org.apache.parquet.schema.Type;

/** Where a field is in a file's schema, in terms of Parquet's levels. Immutable. */
final class Place {

  static final Place ROW = new Place(0, 0, 0);

  private final int definition;
  private final int repetition;
  private final int slotLevel;

  private Place(int definition, int repetition, int slotLevel) {
    this.definition = definition;
    this.repetition = repetition;
    this.slotLevel = slotLevel;
  }

  /** The place of a field of the group that is here. */
  Place field(Type field) {
    switch (field.getRepetition()) {
      case OPTIONAL:
        return new Place(definition + 1, repetition, slotLevel);
      case REPEATED:
        return new Place(definition + 1, repetition + 1, definition + 1);
      default:
        return this;
    }
  }

  /** From this definition level on the field is there and not null. */
  int definition() {
    return definition;
  }

  /** How many lists and maps the field lies in. */
  int repetition() {
    return repetition;
  }

  /** From this definition level on the innermost list or map around the field has an element. */
  int slotLevel() {
    return slotLevel;
  }
}
