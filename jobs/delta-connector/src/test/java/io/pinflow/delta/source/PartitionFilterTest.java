package io.pinflow.delta.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DeltaException;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionFilterTest {

  private static final RowType TABLE =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("id", DataTypes.BIGINT()),
                  DataTypes.FIELD("day", DataTypes.DATE()),
                  DataTypes.FIELD("hour", DataTypes.INT()),
                  DataTypes.FIELD("country", DataTypes.STRING()),
                  DataTypes.FIELD("ok", DataTypes.BOOLEAN()),
                  DataTypes.FIELD("at", DataTypes.TIMESTAMP_LTZ(6)),
                  DataTypes.FIELD("ratio", DataTypes.DOUBLE()),
                  DataTypes.FIELD("odd name", DataTypes.INT()))
              .getLogicalType();
  private static final List<String> PARTITIONS =
      List.of("day", "hour", "country", "ok", "at", "ratio", "odd name");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "day < DATE '1970-01-11' | (column(`day`) < 10)",
        "day = '1970-01-11' | (column(`day`) = 10)",
        "hour>=-3 | (column(`hour`) >= -3)",
        "country = 'it''s' | (column(`country`) = it's)",
        "ok = true | (column(`ok`) = true)",
        "at > TIMESTAMP '1970-01-01 00:00:01.5' | (column(`at`) > 1500000)",
        "hour IS NULL | IS_NULL(column(`hour`))",
        "hour is not null | IS_NOT_NULL(column(`hour`))",
        "hour <> 1 | ((column(`hour`) < 1) OR (column(`hour`) > 1))",
        "hour IN (1, 2) | ((column(`hour`) = 1) OR (column(`hour`) = 2))",
        "hour BETWEEN 1 AND 2 | ((column(`hour`) >= 1) AND (column(`hour`) <= 2))",
        "`odd name` = 1 | (column(`odd name`) = 1)",
        "hour=1 OR hour=2 AND ok=FALSE"
            + "| ((column(`hour`) = 1) OR ((column(`hour`) = 2) AND (column(`ok`) = false)))",
        "(hour=1 OR hour=2) AND ok=FALSE"
            + "| (((column(`hour`) = 1) OR (column(`hour`) = 2)) AND (column(`ok`) = false))",
      })
  void readsConditionsAsSqlDoes(String text, String expected) {
    assertThat(PartitionFilter.parse("where", text).on(TABLE, PARTITIONS).toKernel().toString())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\" | expected a partition column at the end",
        "day | expected a comparison at the end",
        "day < | expected a literal at the end",
        "day < DATE 5 | expected a literal at '5'",
        "day ~ 5 | expected a comparison at '~ 5'",
        "(hour = 1 | expected ')' at the end",
        "hour = 1 hour = 2 | expected AND, OR or the end at 'hour = 2'",
        "hour = 1; DROP TABLE x | expected AND, OR or the end at '; DROP TABLE x'",
        "hour IN () | expected a literal at ')'",
        "country = 'open | expected a literal",
      })
  void tellsWhereAConditionIsWrong(String text, String expected) {
    assertThatThrownBy(() -> PartitionFilter.parse("where", text))
        .isInstanceOf(DeltaException.class)
        .hasMessageStartingWith("Option 'where' = '" + text + "'")
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "id = 1 | 'id' is no partition column",
        "none IS NULL | 'none' is no partition column",
        "day = DATE '2026-13-01' | '2026-13-01' is no DATE",
        "day = 5 | 5 is no DATE",
        "hour = 'one' | 'one' is no INT",
        "hour = 99999999999 | 99999999999 is no INT",
        "country = 5 | 5 is no STRING",
        "ok = 'true' | TRUE or FALSE, not 'true'",
        "ratio = 1 | cannot be compared",
      })
  void refusesWhatTheTableCannotAnswer(String text, String expected) {
    PartitionFilter filter = PartitionFilter.parse("where", text);

    assertThatThrownBy(() -> filter.on(TABLE, PARTITIONS))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining(expected);
  }
}
