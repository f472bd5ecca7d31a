package io.pinflow.delta.source.reader;

import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.columnar.ColumnarMapData;
import org.apache.flink.table.data.columnar.vector.MapColumnVector;

/** MAP. */
final class MapColumn extends Column implements MapColumnVector {

  private final ListShape shape;
  private final Column keys;
  private final Column values;

  MapColumn(ListShape shape, Column keys, Column values) {
    this.shape = shape;
    this.keys = keys;
    this.values = values;
  }

  @Override
  void fill(LeafReader[] leaves, int rows) {
    keys.fill(leaves, rows);
    values.fill(leaves, rows);
    shape.fill(levels(), this);
  }

  @Override
  Levels levels() {
    return keys.levels();
  }

  @Override
  void grow(int capacity) {
    shape.grow(capacity);
  }

  @Override
  public MapData getMap(int slot) {
    return new ColumnarMapData(keys, values, shape.offset(slot), shape.length(slot));
  }
}
