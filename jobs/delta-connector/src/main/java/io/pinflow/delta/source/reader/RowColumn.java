package io.pinflow.delta.source.reader;

import java.util.Optional;
import org.apache.flink.table.data.columnar.ColumnarRowData;
import org.apache.flink.table.data.columnar.vector.ColumnVector;
import org.apache.flink.table.data.columnar.vector.RowColumnVector;
import org.apache.flink.table.data.columnar.vector.VectorizedColumnBatch;

/** ROW. */
final class RowColumn extends Column implements RowColumnVector {

  private final Place place;
  private final Optional<UnreadColumn> presence;
  private final Column first;
  private final ColumnVector[] fields;
  private final VectorizedColumnBatch batch;

  /**
   * @param place of the group
   * @param presence a leaf that tells whether the group is there, if none of the fields is in the
   *     file
   */
  RowColumn(Place place, ColumnVector[] fields, Optional<UnreadColumn> presence) {
    this.place = place;
    this.fields = fields;
    this.presence = presence;
    this.first = presence.map(Column.class::cast).orElseGet(() -> firstOf(fields));
    this.batch = new VectorizedColumnBatch(fields);
  }

  private static Column firstOf(ColumnVector[] fields) {
    for (ColumnVector field : fields) {
      if (field instanceof Column) {
        return (Column) field;
      }
    }
    throw new IllegalArgumentException("No field of the row is in the file");
  }

  @Override
  void fill(LeafReader[] leaves, int rows) {
    presence.ifPresent(leaf -> leaf.fill(leaves, rows));
    for (ColumnVector field : fields) {
      if (field instanceof Column) {
        ((Column) field).fill(leaves, rows);
      }
    }
    Levels levels = levels();
    ensureCapacity(levels.count());
    int[] definition = levels.definition();
    int slot = 0;
    for (int i = 0; i < levels.count(); i++) {
      if (levels.repetition(i) <= place.repetition() && definition[i] >= place.slotLevel()) {
        setNull(slot++, definition[i] < place.definition());
      }
    }
  }

  @Override
  Levels levels() {
    return first.levels();
  }

  @Override
  void grow(int capacity) {
    // The fields grow by themselves.
  }

  @Override
  public ColumnarRowData getRow(int slot) {
    return new ColumnarRowData(batch, slot);
  }
}
