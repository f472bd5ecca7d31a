package io.pinflow.local.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void alignsNumbersToTheRightAndWideCharactersByTheirWidth() {
    ResultTable table =
        new ResultTable(
            List.of("name", "n"),
            List.of(false, true),
            List.of(List.of("日本", "7"), Arrays.asList(null, "1000")));
    assertThat(TextTable.of(table, 10))
        .isEqualTo(
            """
            +--------+------+
            | name   |    n |
            +--------+------+
            | 日本   |    7 |
            | <NULL> | 1000 |
            +--------+------+
            2 rows
            """);
  }

  @Test
  void shortensLongValuesAndLongTables() {
    ResultTable table =
        new ResultTable(
            List.of("c"),
            List.of(false),
            List.of(List.of("x".repeat(100)), List.of("b"), List.of("c")));
    assertThat(TextTable.of(table, 2))
        .contains("x".repeat(45) + "...")
        .contains("3 rows, of which 1 are not shown");
  }

  @Test
  void keepsALineBreakFromBreakingTheTable() {
    ResultTable table = new ResultTable(List.of("c"), List.of(false), List.of(List.of("a\nb")));
    assertThat(TextTable.of(table, 2)).contains("| a b |");
  }
}
