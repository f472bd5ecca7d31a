package io.pinflow.delta.sink;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/** As if every third of the {@link TestRows} came from the same partition, at its own number. */
final class NumberedSources implements ProgressExtractor {

  private static final long serialVersionUID = 1L;

  private final String name;

  NumberedSources(String name) {
    this.name = name;
  }

  String sourceOf(long id) {
    return name + "/" + id % 3;
  }

  @Override
  public StringData source(RowData row) {
    return StringData.fromString(sourceOf(row.getLong(0)));
  }

  @Override
  public StringData position(RowData row) {
    return StringData.fromString(Long.toString(row.getLong(0)));
  }
}
