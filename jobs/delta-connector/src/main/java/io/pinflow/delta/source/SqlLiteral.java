package io.pinflow.delta.source;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apache.flink.table.types.logical.LogicalType;

/** A literal of a condition: its text, and whether it stood in quotes. */
final class SqlLiteral {

  private final String text;
  private final boolean quoted;

  SqlLiteral(String text, boolean quoted) {
    this.text = text;
    this.quoted = quoted;
  }

  /**
   * The value for a column of a type, as {@link ScanFilter} takes it. Timestamps are read as UTC.
   *
   * @throws IllegalArgumentException with the reason if the type has no such value
   */
  Serializable valueOf(String column, LogicalType type) {
    try {
      switch (type.getTypeRoot()) {
        case BOOLEAN:
          return bool(column);
        case TINYINT:
          return Byte.valueOf(number());
        case SMALLINT:
          return Short.valueOf(number());
        case INTEGER:
          return Integer.valueOf(number());
        case BIGINT:
          return Long.valueOf(number());
        case DATE:
          return (int) LocalDate.parse(text()).toEpochDay();
        case VARCHAR:
          return text();
        case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        case TIMESTAMP_WITHOUT_TIME_ZONE:
          return microseconds();
        default:
          throw new IllegalArgumentException(
              String.format("the column '%s' of type %s cannot be compared.", column, type));
      }
    } catch (NumberFormatException | DateTimeException e) {
      throw new IllegalArgumentException(
          String.format("%s is no %s, which the column '%s' is.", this, type, column), e);
    }
  }

  private Boolean bool(String column) {
    String word = text.toUpperCase(Locale.ROOT);
    if (quoted || !(word.equals("TRUE") || word.equals("FALSE"))) {
      throw new IllegalArgumentException(
          String.format("the column '%s' is TRUE or FALSE, not %s.", column, this));
    }
    return word.equals("TRUE");
  }

  private String number() {
    if (quoted) {
      throw new NumberFormatException("text");
    }
    return text;
  }

  private String text() {
    if (!quoted) {
      throw new DateTimeException("not in quotes");
    }
    return text;
  }

  private Long microseconds() {
    String iso = text().trim().replace(' ', 'T');
    LocalDateTime time =
        iso.contains("T") ? LocalDateTime.parse(iso) : LocalDate.parse(iso).atStartOfDay();
    return ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), time);
  }

  @Override
  public String toString() {
    return quoted ? "'" + text + "'" : text;
  }
}
