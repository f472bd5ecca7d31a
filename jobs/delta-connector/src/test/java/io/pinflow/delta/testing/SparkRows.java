package io.pinflow.delta.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinflow.delta.source.DeltaSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.CloseableIterator;

/**
 * One text for a row, whether Flink read it or Spark printed it as JSON: fields and keys in order
 * of their names, numbers without trailing zeros.
 */
public final class SparkRows {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

  private SparkRows() {}

  /** A row that {@code SparkPeer.sql} gave. */
  public static String ofJson(String json) {
    try {
      return String.valueOf(canonical(JSON.readValue(json, Object.class)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private static Object canonical(Object value) {
    if (value instanceof Map) {
      Map<String, Object> sorted = new TreeMap<>();
      ((Map<?, ?>) value).forEach((key, of) -> sorted.put(String.valueOf(key), canonical(of)));
      return sorted;
    } else if (value instanceof List) {
      List<Object> elements = new ArrayList<>();
      ((List<?>) value).forEach(element -> elements.add(canonical(element)));
      return elements;
    } else if (value instanceof Number && !value.toString().matches("-?(NaN|Infinity)")) {
      return new BigDecimal(value.toString()).stripTrailingZeros();
    }
    return value instanceof String ? '"' + (String) value + '"' : value;
  }

  public static String of(RowType type, RowData row) {
    return String.valueOf(canonical(printed(type, PlainValues.ofRow(type, row))));
  }

  /** All rows of a bounded source. */
  public static List<String> readBy(DeltaSource source) throws Exception {
    RowType type = ((InternalTypeInfo<RowData>) source.getProducedType()).toRowType();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<String> all =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "delta")
            .map(row -> of(type, row))
            .returns(Types.STRING)
            .executeAndCollect()) {
      all.forEachRemaining(rows::add);
    }
    return rows;
  }

  /** The value as Spark's JSON has it. */
  private static Object printed(LogicalType type, Object value) {
    if (value == null) {
      return null;
    }
    List<LogicalType> children = type.getChildren();
    switch (type.getTypeRoot()) {
      case ROW:
        Map<String, Object> fields = new TreeMap<>();
        for (int i = 0; i < children.size(); i++) {
          fields.put(
              ((RowType) type).getFieldNames().get(i),
              printed(children.get(i), ((List<?>) value).get(i)));
        }
        return fields;
      case ARRAY:
        List<Object> elements = new ArrayList<>();
        ((List<?>) value).forEach(element -> elements.add(printed(children.get(0), element)));
        return elements;
      case MAP:
        Map<String, Object> entries = new TreeMap<>();
        ((Map<?, ?>) value)
            .forEach(
                (key, of) ->
                    entries.put(
                        String.valueOf(printed(children.get(0), key)),
                        printed(children.get(1), of)));
        return entries;
      case DATE:
        return LocalDate.ofEpochDay((Integer) value).toString();
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return INSTANT.format((Instant) value);
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return TIMESTAMP.format((LocalDateTime) value);
      case VARBINARY:
        return base64((List<?>) value);
      default:
        boolean isFloating = type.is(LogicalTypeRoot.DOUBLE) || type.is(LogicalTypeRoot.FLOAT);
        boolean isFinite = !isFloating || Double.isFinite(((Number) value).doubleValue());
        return isFinite ? value : value.toString();
    }
  }

  private static String base64(List<?> bytes) {
    byte[] array = new byte[bytes.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = (Byte) bytes.get(i);
    }
    return Base64.getEncoder().encodeToString(array);
  }
}
