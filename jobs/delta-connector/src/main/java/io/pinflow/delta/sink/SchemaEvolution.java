package io.pinflow.delta.sink;

/** What a sink may do to a table that lacks columns, or fields in them, of its rows. */
public enum SchemaEvolution {
  /** Nothing: the job fails with the list of differences. */
  NONE("none"),
  /**
   * Add the missing columns, nullable, at the end of the schema, and the missing nested fields at
   * the end of theirs, when the job starts. Other differences still fail it. Tables created with
   * this setting get column mapping.
   */
  ADD_COLUMNS("add-columns");

  private final String value;

  SchemaEvolution(String value) {
    this.value = value;
  }

  /** As it is written in options. */
  @Override
  public String toString() {
    return value;
  }
}
