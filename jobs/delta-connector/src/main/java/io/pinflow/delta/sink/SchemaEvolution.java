package io.pinflow.delta.sink;

/** What a sink may do to a table that lacks columns of its rows. */
public enum SchemaEvolution {
  /** Nothing: the job fails with the list of differences. */
  NONE("none"),
  /**
   * Add the missing columns, nullable, at the end of the schema, when the job starts. Other
   * differences still fail it. The table needs column mapping, which tables created with this
   * setting have.
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
