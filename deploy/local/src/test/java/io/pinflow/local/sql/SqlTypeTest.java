package io.pinflow.local.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTypeTest {

  @ParameterizedTest
  @CsvSource({
    "DOUBLE, 1.5E7, 15000000.0",
    "DOUBLE, 0.1, 0.1",
    "DOUBLE, 0, 0.0",
    "DOUBLE, 1E300, 1.0E300",
    "DOUBLE, 1E-9, 1.0E-9",
    "DECIMAL, 1.20, 1.20",
    "DECIMAL, 12345678901234567890.5, 12345678901234567890.5",
    "BIGINT, 9007199254740993, 9007199254740993"
  })
  void numbersKeepEveryDigit(String type, String number, String text) {
    SqlType column = SqlType.of(type);
    assertThat(column.text(DecimalNode.valueOf(new BigDecimal(number)))).isEqualTo(text);
    assertThat(column.numeric()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2020-01-01T00:00:00.5Z, 2020-01-01 00:00:00.500000",
    "2020-01-01T00:00:00, 2020-01-01 00:00:00",
    "2020-01-01T00:00:00.123456789, 2020-01-01 00:00:00.123456789"
  })
  void timestampsAreWrittenAsEverywhereElse(String iso, String text) {
    assertThat(SqlType.of("TIMESTAMP_WITH_LOCAL_TIME_ZONE").text(TextNode.valueOf(iso)))
        .isEqualTo(text);
  }

  @Test
  void nullIsNotAText() {
    assertThat(SqlType.of("VARCHAR").text(NullNode.getInstance())).isNull();
    assertThat(SqlType.of("VARCHAR").text(TextNode.valueOf(""))).isEmpty();
  }
}
