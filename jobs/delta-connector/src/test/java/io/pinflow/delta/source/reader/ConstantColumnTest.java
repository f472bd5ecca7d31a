package io.pinflow.delta.source.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DeltaException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstantColumnTest {

  @Test
  void readsTheLogsTextOfEveryType() {
    assertThat(of(new BooleanType(), "true").getBoolean(9)).isTrue();
    assertThat(of(new TinyIntType(), "-128").getByte(9)).isEqualTo(Byte.MIN_VALUE);
    assertThat(of(new SmallIntType(), "300").getShort(9)).isEqualTo((short) 300);
    assertThat(of(new IntType(), "-7").getInt(9)).isEqualTo(-7);
    assertThat(of(new BigIntType(), "9223372036854775807").getLong(9)).isEqualTo(Long.MAX_VALUE);
    assertThat(of(new FloatType(), "1.5").getFloat(9)).isEqualTo(1.5f);
    assertThat(of(new DoubleType(), "1e300").getDouble(9)).isEqualTo(1e300);
    assertThat(of(new DecimalType(20, 3), "-1.250").getDecimal(9, 20, 3).toBigDecimal())
        .isEqualTo(new BigDecimal("-1.250"));
    assertThat(of(new DateType(), "1969-12-31").getInt(9)).isEqualTo(-1);
    assertThat(LocalDate.ofEpochDay(of(new DateType(), "2024-03-10").getInt(9)))
        .isEqualTo("2024-03-10");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-10 02:30:00, 2024-03-10T02:30:00Z",
    "1969-12-31 23:59:59.999999, 1969-12-31T23:59:59.999999Z",
    "2024-03-10T02:30:00.5Z, 2024-03-10T02:30:00.5Z",
    "1970-01-01T00:00:00.000001Z, 1970-01-01T00:00:00.000001Z"
  })
  void takesATimestampWithoutAZoneAsUtc(String text, Instant instant) {
    assertThat(of(new LocalZonedTimestampType(6), text).getTimestamp(9, 6).toInstant())
        .isEqualTo(instant);
  }

  @Test
  void keepsATextAsItIs() {
    String text = " %2F\u00e9\ud83d\ude00=";
    assertThat(of(new VarCharType(), text).getBytes(9).getBytes())
        .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void nullAndTheEmptyTextAreNull() {
    assertThat(of(new IntType(), null).isNullAt(9)).isTrue();
    assertThat(of(new VarCharType(), "").isNullAt(9)).isTrue();
    assertThat(of(new VarCharType(), " ").isNullAt(9)).isFalse();
  }

  @Test
  void namesColumnAndValueOfWhatItCannotRead() {
    assertThatThrownBy(() -> of(new IntType(), "x1"))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("'x1'")
        .hasMessageContaining("'part'");
  }

  private static ConstantColumn of(LogicalType type, String text) {
    return ConstantColumn.ofPartition("part", type, text);
  }
}
