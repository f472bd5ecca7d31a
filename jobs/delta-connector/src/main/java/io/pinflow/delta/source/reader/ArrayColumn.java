package io.pinflow.delta.source.reader;

import java.util.Arrays;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.columnar.ColumnarArrayData;
import org.apache.flink.table.data.columnar.vector.ArrayColumnVector;
import org.apache.parquet.column.ColumnReader;

/**
 * ARRAY of a primitive type. The elements of a batch's arrays lie one after the other in one
 * vector.
 */
final class ArrayColumn extends Column implements ArrayColumnVector {

  /** From this definition level on the array is there, though perhaps empty. */
  private final int arrayLevel;

  /** From this definition level on the array has an element, though perhaps a null one. */
  private final int elementLevel;

  private final PrimitiveColumn elements;
  private int[] offsets = new int[0];
  private int[] lengths = new int[0];

  ArrayColumn(int arrayLevel, int elementLevel, PrimitiveColumn elements) {
    this.arrayLevel = arrayLevel;
    this.elementLevel = elementLevel;
    this.elements = elements;
  }

  @Override
  void fill(ColumnReader in, int rows) {
    ensureCapacity(rows);
    int next = 0;
    for (int row = 0; row < rows; row++) {
      int first = next;
      int level = in.getCurrentDefinitionLevel();
      setNull(row, level < arrayLevel);
      if (level < elementLevel) {
        in.consume();
      } else {
        // A repetition level above 0 continues the array which began at level 0.
        do {
          elements.ensureCapacity(next + 1);
          elements.readNullable(in, next++);
          in.consume();
        } while (in.getCurrentRepetitionLevel() > 0);
      }
      offsets[row] = first;
      lengths[row] = next - first;
    }
  }

  @Override
  void grow(int capacity) {
    offsets = Arrays.copyOf(offsets, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
  }

  @Override
  public ArrayData getArray(int row) {
    return new ColumnarArrayData(elements, offsets[row], lengths[row]);
  }
}
