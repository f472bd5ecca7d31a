package io.pinflow.delta.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.source.ScanFilter.Comparison;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.junit.jupiter.api.Test;

class PartitionTextTest {

  @Test
  void comparesByTheColumnsType() {
    assertThat(holds("9", Comparison.LESS, LogicalTypeRoot.INTEGER, 10)).isTrue();
    assertThat(holds("9", Comparison.LESS, LogicalTypeRoot.VARCHAR, "10")).isFalse();
    assertThat(holds("-3", Comparison.EQUAL, LogicalTypeRoot.TINYINT, (byte) -3)).isTrue();
    assertThat(holds("true", Comparison.EQUAL, LogicalTypeRoot.BOOLEAN, true)).isTrue();
    assertThat(holds("false", Comparison.EQUAL, LogicalTypeRoot.BOOLEAN, true)).isFalse();
    assertThat(holds("1969-12-31", Comparison.EQUAL, LogicalTypeRoot.DATE, -1)).isTrue();
    assertThat(holds("1970-01-02", Comparison.LESS_OR_EQUAL, LogicalTypeRoot.DATE, 0)).isFalse();
    assertThat(holds("5", Comparison.GREATER_OR_EQUAL, LogicalTypeRoot.BIGINT, 5L)).isTrue();
    assertThat(holds("5", Comparison.GREATER, LogicalTypeRoot.BIGINT, 5L)).isFalse();
  }

  @Test
  void comparesTextByItsBytes() {
    // In UTF-16 the second one, a surrogate pair, would come first.
    assertThat(holds("\uffee", Comparison.LESS, LogicalTypeRoot.VARCHAR, "\ud83d\ude00")).isTrue();
  }

  @Test
  void nullIsOnlyNull() {
    for (String none : new String[] {null, ""}) {
      assertThat(holds(none, Comparison.EQUAL, LogicalTypeRoot.VARCHAR, "x")).isFalse();
      assertThat(mayHold(ScanFilter.isNull("p"), none)).isTrue();
      assertThat(mayHold(ScanFilter.isNotNull("p"), none)).isFalse();
    }
    assertThat(mayHold(ScanFilter.isNull("p"), "x")).isFalse();
    assertThat(mayHold(ScanFilter.isNotNull("p"), "x")).isTrue();
  }

  @Test
  void whatCannotBeDecidedMayHold() {
    assertThat(holds("no number", Comparison.EQUAL, LogicalTypeRoot.INTEGER, 1)).isTrue();
    assertThat(
            holds(
                "2024-03-31 00:00:00",
                Comparison.EQUAL,
                LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE,
                0L))
        .isTrue();
    ScanFilter other = ScanFilter.compare("column", Comparison.EQUAL, LogicalTypeRoot.INTEGER, 1);
    ScanFilter x = ScanFilter.compare("p", Comparison.EQUAL, LogicalTypeRoot.VARCHAR, "x");
    assertThat(mayHold(other, "y")).isTrue();
    assertThat(mayHold(ScanFilter.and(other, x), "y")).isFalse();
    assertThat(mayHold(ScanFilter.or(other, x), "y")).isTrue();
    assertThat(mayHold(ScanFilter.and(other, x), "x")).isTrue();
  }

  private static boolean holds(
      String text, Comparison comparison, LogicalTypeRoot type, Serializable value) {
    return mayHold(ScanFilter.compare("p", comparison, type, value), text);
  }

  private static boolean mayHold(ScanFilter filter, String text) {
    Map<String, String> values = new HashMap<>();
    values.put("p", text);
    return filter.mayHold(values);
  }
}
