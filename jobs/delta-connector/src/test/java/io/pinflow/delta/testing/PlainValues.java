package io.pinflow.delta.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/** Flink's internal values as Java's own, which can be compared and printed. */
public final class PlainValues {

  private PlainValues() {}

  /** A row as a list of its fields. */
  public static List<Object> ofRow(RowType type, RowData row) {
    List<Object> fields = new ArrayList<>();
    for (int i = 0; i < type.getFieldCount(); i++) {
      LogicalType field = type.getTypeAt(i);
      fields.add(of(field, RowData.createFieldGetter(field, i).getFieldOrNull(row)));
    }
    return fields;
  }

  /** Bytes become a list, instants an Instant, timestamps without zone a LocalDateTime. */
  public static Object of(LogicalType type, Object value) {
    if (value instanceof StringData) {
      return value.toString();
    } else if (value instanceof TimestampData) {
      return type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
          ? ((TimestampData) value).toInstant()
          : ((TimestampData) value).toLocalDateTime();
    } else if (value instanceof DecimalData) {
      return ((DecimalData) value).toBigDecimal();
    } else if (value instanceof byte[]) {
      List<Byte> bytes = new ArrayList<>();
      for (byte b : (byte[]) value) {
        bytes.add(b);
      }
      return bytes;
    } else if (value instanceof ArrayData) {
      return list(((ArrayType) type).getElementType(), (ArrayData) value);
    } else if (value instanceof MapData) {
      MapData map = (MapData) value;
      List<Object> keys = list(((MapType) type).getKeyType(), map.keyArray());
      List<Object> values = list(((MapType) type).getValueType(), map.valueArray());
      Map<Object, Object> entries = new LinkedHashMap<>();
      for (int i = 0; i < map.size(); i++) {
        entries.put(keys.get(i), values.get(i));
      }
      return entries;
    } else if (value instanceof RowData) {
      return ofRow((RowType) type, (RowData) value);
    }
    return value;
  }

  private static List<Object> list(LogicalType type, ArrayData array) {
    ArrayData.ElementGetter getter = ArrayData.createElementGetter(type);
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      elements.add(of(type, getter.getElementOrNull(array, i)));
    }
    return elements;
  }
}
