package io.pinflow.local.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** How the values of a column are written as text. */
enum SqlType {
  EXACT_NUMBER(true),
  BINARY_NUMBER(true),
  TIMESTAMP(false),
  OTHER(false);

  /** Beyond these a plain number would have more zeros than anyone reads. */
  private static final BigDecimal SMALLEST_PLAIN = new BigDecimal("1E-6");

  private static final BigDecimal LARGEST_PLAIN = new BigDecimal("1E16");
  private static final int FRACTION_DIGITS = 6;

  private final boolean numeric;

  SqlType(boolean numeric) {
    this.numeric = numeric;
  }

  /** By the name of Flink's logical type. */
  static SqlType of(String logicalType) {
    return switch (logicalType) {
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "DECIMAL" -> EXACT_NUMBER;
      case "FLOAT", "DOUBLE" -> BINARY_NUMBER;
      case "TIMESTAMP_WITHOUT_TIME_ZONE", "TIMESTAMP_WITH_LOCAL_TIME_ZONE" -> TIMESTAMP;
      default -> OTHER;
    };
  }

  boolean numeric() {
    return numeric;
  }

  /** Null for SQL's NULL; arrays, maps and rows as JSON. */
  String text(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isContainerNode()) {
      return value.toString();
    }
    return switch (this) {
      case EXACT_NUMBER -> value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
      case BINARY_NUMBER -> value.isNumber() ? binary(value.decimalValue()) : value.asText();
      case TIMESTAMP -> timestamp(value.asText());
      case OTHER -> value.asText();
    };
  }

  private static String binary(BigDecimal number) {
    BigDecimal size = number.abs();
    boolean plain =
        size.signum() == 0
            || (size.compareTo(SMALLEST_PLAIN) >= 0 && size.compareTo(LARGEST_PLAIN) < 0);
    if (!plain) {
      return Double.toString(number.doubleValue());
    }
    String text = number.toPlainString();
    return text.contains(".") ? text : text + ".0";
  }

  /**
   * As everywhere in the project: {@code yyyy-MM-dd HH:mm:ss[.ffffff]}; the session's zone is UTC.
   */
  private static String timestamp(String iso) {
    String text = iso.replace('T', ' ').replace("Z", "");
    int point = text.indexOf('.');
    int digits = point < 0 ? FRACTION_DIGITS : text.length() - point - 1;
    return digits < FRACTION_DIGITS ? text + "0".repeat(FRACTION_DIGITS - digits) : text;
  }
}
