package io.pinflow.delta.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.annotation.Nullable;

/**
 * Tells a table's partitions apart by their values. Writers have different texts for one value:
 * null and nothing, {@code 1.50} and {@code 1.5}, two forms of a timestamp. Immutable.
 */
final class PartitionKeys {

  private final TableColumns table;

  private PartitionKeys(TableColumns table) {
    this.table = table;
  }

  static PartitionKeys of(Snapshot snapshot) {
    return new PartitionKeys(TableColumns.of(snapshot));
  }

  /**
   * The key of a data file's partition.
   *
   * @param values by physical column name, as an "add" action has them
   */
  List<Object> ofFile(Map<String, String> values) {
    return key(column -> values.get(table.physicalName(table.schema().get(column))));
  }

  /**
   * The key of a partition.
   *
   * @param values by column name, texts as an "add" action has them
   */
  List<Object> ofColumns(Map<String, String> values) {
    return key(values::get);
  }

  private List<Object> key(UnaryOperator<String> textOf) {
    List<Object> key = new ArrayList<>();
    for (String column : table.partitionColumns()) {
      key.add(value(table.schema().get(column).getDataType(), textOf.apply(column)));
    }
    return Collections.unmodifiableList(key);
  }

  @Nullable
  private static Object value(DataType type, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      if (type instanceof DecimalType) {
        return new BigDecimal(text).stripTrailingZeros();
      } else if (type instanceof FloatType) {
        return Float.valueOf(text);
      } else if (type instanceof DoubleType) {
        return Double.valueOf(text);
      } else if (type instanceof TimestampType || type instanceof TimestampNTZType) {
        return instant(text);
      }
    } catch (NumberFormatException | DateTimeException e) {
      // No value of the type, so no other text says the same; readers report it.
      return text;
    }
    return text;
  }

  /** Both of the protocol's forms. */
  private static Instant instant(String text) {
    return text.indexOf('T') < 0
        ? LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC)
        : Instant.parse(text);
  }
}
