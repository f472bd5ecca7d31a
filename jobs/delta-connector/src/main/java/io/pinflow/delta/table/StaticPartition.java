package io.pinflow.delta.table;

import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.WriteErrors;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** The literals of a PARTITION clause, as a table's log has the values. */
final class StaticPartition {

  private StaticPartition() {}

  /**
   * @param literals by column, without their quotes
   * @throws DeltaException for a literal of which it is not certain that the log has it so
   */
  static Map<String, String> texts(RowType rowType, Map<String, String> literals) {
    Map<String, String> texts = new HashMap<>();
    literals.forEach(
        (column, literal) -> {
          LogicalType type = rowType.getTypeAt(rowType.getFieldIndex(column));
          texts.put(column, text(column, type, literal));
        });
    return texts;
  }

  private static String text(String column, LogicalType type, String literal) {
    try {
      switch (type.getTypeRoot()) {
        case CHAR:
        case VARCHAR:
          return literal;
        case BOOLEAN:
          return bool(literal);
        case TINYINT:
          return String.valueOf(Byte.parseByte(literal));
        case SMALLINT:
          return String.valueOf(Short.parseShort(literal));
        case INTEGER:
          return String.valueOf(Integer.parseInt(literal));
        case BIGINT:
          return String.valueOf(Long.parseLong(literal));
        case DATE:
          return LocalDate.parse(literal).toString();
        default:
          throw WriteErrors.partitionLiteral(
              column,
              type,
              literal,
              "Give the value in the query instead: the partitions which get rows are replaced.");
      }
    } catch (NumberFormatException | DateTimeException e) {
      throw WriteErrors.partitionLiteral(
          column, type, literal, "Write it as in 42, TRUE or '2024-03-31'.");
    }
  }

  private static String bool(String literal) {
    String word = literal.toLowerCase(Locale.ROOT);
    if (!word.equals("true") && !word.equals("false")) {
      throw new NumberFormatException(literal);
    }
    return word;
  }
}
