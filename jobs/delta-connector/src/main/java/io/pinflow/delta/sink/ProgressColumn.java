package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.WriteErrors;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.RowType;

/**
 * Finds a row's source and position in one of its columns, whose text is the source, a slash, and
 * the position: {@code kafka://topic/0/1234}. A row with null there has no source.
 */
final class ProgressColumn implements ProgressExtractor {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final int index;

  private ProgressColumn(String name, int index) {
    this.name = name;
    this.index = index;
  }

  /**
   * @throws io.pinflow.delta.kernel.DeltaException if the rows have no such column of text
   */
  static ProgressColumn of(RowType rowType, String name) {
    int index = rowType.getFieldIndex(name);
    if (index < 0 || !rowType.getTypeAt(index).is(LogicalTypeFamily.CHARACTER_STRING)) {
      throw DeltaErrors.invalidOption(
          DeltaSinkOptions.PROGRESS_COLUMN.key(),
          name,
          "the rows have no such column of type STRING. They have "
              + rowType.asSummaryString()
              + ".");
    }
    return new ProgressColumn(name, index);
  }

  @Override
  @Nullable
  public StringData source(RowData row) {
    if (row.isNullAt(index)) {
      return null;
    }
    BinaryStringData text = (BinaryStringData) row.getString(index);
    return part(text, 0, slash(text));
  }

  @Override
  public StringData position(RowData row) {
    BinaryStringData text = (BinaryStringData) row.getString(index);
    return part(text, slash(text) + 1, text.getSizeInBytes());
  }

  private int slash(BinaryStringData text) {
    int last = text.getSizeInBytes() - 1;
    int at = last;
    while (at >= 0 && text.byteAt(at) >= '0' && text.byteAt(at) <= '9') {
      at--;
    }
    if (at <= 0 || at == last || text.byteAt(at) != '/') {
      throw WriteErrors.invalidProgress(name, text.toString());
    }
    return at;
  }

  /** The bytes from one to another: a view, nothing is copied. */
  private static StringData part(BinaryStringData text, int from, int to) {
    text.ensureMaterialized();
    return BinaryStringData.fromAddress(text.getSegments(), text.getOffset() + from, to - from);
  }
}
