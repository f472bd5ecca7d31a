package io.pinflow.schema;

import java.util.Objects;

/** One column of a {@link TableSchema}. Every column is nullable in storage. */
public final class Column {
  private final String name;
  private final ColumnType type;
  private final boolean partition;

  Column(String name, ColumnType type, boolean partition) {
    this.name = Objects.requireNonNull(name, "name");
    this.type = Objects.requireNonNull(type, "type");
    this.partition = partition;
  }

  public String name() {
    return name;
  }

  public ColumnType type() {
    return type;
  }

  /** Whether the table is partitioned by this column. */
  public boolean isPartition() {
    return partition;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Column
        && name.equals(((Column) other).name)
        && type == ((Column) other).type
        && partition == ((Column) other).partition;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, partition);
  }

  @Override
  public String toString() {
    return name + " " + type + (partition ? " PARTITION" : "");
  }
}
