package io.pinflow.delta.sink;

import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/** Numbered rows of a small table, partitioned by day, two days in turn. */
final class TestRows {

  static final RowType TYPE =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("id", DataTypes.BIGINT()),
                  DataTypes.FIELD("name", DataTypes.STRING()),
                  DataTypes.FIELD("coordinates", DataTypes.ARRAY(DataTypes.DOUBLE())),
                  DataTypes.FIELD("at", DataTypes.TIMESTAMP_LTZ(6)),
                  DataTypes.FIELD("day", DataTypes.DATE()))
              .getLogicalType();

  static final InternalTypeInfo<RowData> TYPE_INFO = InternalTypeInfo.of(TYPE);
  static final int FIRST_DAY = 19_812;

  private TestRows() {}

  static RowData row(long id) {
    GenericRowData row = new GenericRowData(TYPE.getFieldCount());
    row.setField(0, id);
    row.setField(1, id % 7 == 0 ? null : StringData.fromString("name of " + id));
    row.setField(2, new GenericArrayData(new double[] {id + 0.5, -id}));
    row.setField(3, TimestampData.fromEpochMillis(1_700_000_000_000L + id, 123_000));
    row.setField(4, FIRST_DAY + (int) (id % 2));
    return row;
  }
}
