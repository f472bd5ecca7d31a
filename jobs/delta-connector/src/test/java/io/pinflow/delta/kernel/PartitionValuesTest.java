package io.pinflow.delta.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.StringType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartitionValuesTest {

  @Test
  void serializesAsTheProtocolSays() {
    Map<String, Literal> values = new LinkedHashMap<>();
    values.put("day", Literal.ofDate(19_812));
    values.put("n", Literal.ofInt(-3));
    values.put("missing", Literal.ofNull(StringType.STRING));
    values.put("text", Literal.ofString("b/c d"));
    assertThat(PartitionValues.serialize(values))
        .containsEntry("day", "2024-03-30")
        .containsEntry("n", "-3")
        .containsEntry("missing", null)
        .containsEntry("text", "b/c d");
    assertThat(PartitionValues.directory(PartitionValues.serialize(values)))
        .isEqualTo("day=2024-03-30/n=-3/missing=__HIVE_DEFAULT_PARTITION__/text=b%2Fc%20d/");
  }

  @Test
  void aDirectoryIsPlainAsciiWhateverTheValue() {
    assertThat(PartitionValues.directory(Map.of("p", "é=%:\uD83D\uDE00")))
        .isEqualTo("p=%C3%A9%3D%25%3A%F0%9F%98%80/");
    assertThat(PartitionValues.toLogPath("p=%C3%A9/x.parquet")).isEqualTo("p=%25C3%25A9/x.parquet");
  }
}
