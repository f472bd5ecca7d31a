package io.pinflow.delta.source.reader;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.columnar.ColumnarArrayData;
import org.apache.flink.table.data.columnar.vector.ArrayColumnVector;

/** ARRAY. */
final class ArrayColumn extends Column implements ArrayColumnVector {

  private final ListShape shape;
  private final Column elements;

  ArrayColumn(ListShape shape, Column elements) {
    this.shape = shape;
    this.elements = elements;
  }

  @Override
  void fill(LeafReader[] leaves, int rows) {
    elements.fill(leaves, rows);
    shape.fill(levels(), this);
  }

  @Override
  Levels levels() {
    return elements.levels();
  }

  @Override
  void grow(int capacity) {
    shape.grow(capacity);
  }

  @Override
  public ArrayData getArray(int slot) {
    return new ColumnarArrayData(elements, shape.offset(slot), shape.length(slot));
  }
}
