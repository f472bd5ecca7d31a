package io.pinflow.delta.sink;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.TimestampData;

/** Values as rows of Flink have them, from their texts. */
final class TestValues {

  private TestValues() {}

  static DecimalData decimal(String value, int precision, int scale) {
    return DecimalData.fromBigDecimal(new BigDecimal(value), precision, scale);
  }

  /** A wall clock reading, and the instant at which clocks in UTC show it. */
  static TimestampData instant(String utc) {
    return TimestampData.fromLocalDateTime(LocalDateTime.parse(utc));
  }
}
