package io.pinflow.delta.source;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.OptionalInt;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** A partition value as a table's log writes it. */
final class PartitionText {

  @Nullable private final String text;

  private PartitionText(@Nullable String text) {
    this.text = text;
  }

  /**
   * @param text null and nothing both mean null, by the Delta protocol
   */
  static PartitionText of(@Nullable String text) {
    return new PartitionText(text == null || text.isEmpty() ? null : text);
  }

  /**
   * Whether a condition holds of this value, or cannot be decided.
   *
   * @param operator as Kernel names it
   * @param operand null where the operator takes none
   */
  boolean mayBe(String operator, @Nullable LogicalTypeRoot type, @Nullable Serializable operand) {
    if (operand == null || type == null) {
      return operator.equals("IS_NULL") == (text == null);
    }
    if (text == null) {
      return false;
    }
    OptionalInt order = compare(text, type, operand);
    return order.isEmpty() || satisfies(order.getAsInt(), operator);
  }

  private static boolean satisfies(int order, String operator) {
    switch (operator) {
      case "=":
        return order == 0;
      case "<":
        return order < 0;
      case "<=":
        return order <= 0;
      case ">":
        return order > 0;
      case ">=":
        return order >= 0;
      default:
        return true;
    }
  }

  private static OptionalInt compare(String text, LogicalTypeRoot type, Serializable operand) {
    try {
      switch (type) {
        case BOOLEAN:
          return OptionalInt.of(Boolean.compare(Boolean.parseBoolean(text), (Boolean) operand));
        case TINYINT:
        case SMALLINT:
        case INTEGER:
        case BIGINT:
          return OptionalInt.of(Long.compare(Long.parseLong(text), ((Number) operand).longValue()));
        case VARCHAR:
          // By bytes, as Delta compares, not by UTF-16 units.
          return OptionalInt.of(
              Arrays.compareUnsigned(
                  text.getBytes(StandardCharsets.UTF_8),
                  ((String) operand).getBytes(StandardCharsets.UTF_8)));
        case DATE:
          return OptionalInt.of(
              Long.compare(LocalDate.parse(text).toEpochDay(), (Integer) operand));
        default:
          return OptionalInt.empty();
      }
    } catch (NumberFormatException | DateTimeException e) {
      // The reader reports it, with the file's name.
      return OptionalInt.empty();
    }
  }
}
