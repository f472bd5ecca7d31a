package io.pinflow.delta.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DeltaException;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TablePathsTest {

  @ParameterizedTest
  @CsvSource({
    "s3://lake, pin_table, s3://lake/pin_table",
    "s3://lake/, pin_table, s3://lake/pin_table",
    "s3://bucket/lake, ../raw, s3://bucket/raw",
    "s3://bucket/a/lake/, ../raw, s3://bucket/a/raw",
    "file:///data/lake, ../raw, file:/data/raw",
    "s3://lake/a b%/, x/y, s3://lake/a b%/x/y",
    "file:///data/lake, pin_table, file:/data/lake/pin_table",
    "/data/lake, pin_table, /data/lake/pin_table"
  })
  void resolvesARelativePath(String root, String path, String resolved) {
    assertThat(TablePaths.resolve("table-path", path, session(root))).isEqualTo(resolved);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://other/t", "file:///t", "/t"})
  void keepsAnAbsolutePath(String path) {
    assertThat(TablePaths.resolve("table-path", path, session("s3://lake"))).isEqualTo(path);
    assertThat(TablePaths.resolve("table-path", path, new Configuration())).isEqualTo(path);
  }

  @Test
  void namesTheKeyToSetWhenThereIsNoRoot() {
    assertThatThrownBy(() -> TablePaths.resolve("table-path", "pin_table", new Configuration()))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("'table-path' = 'pin_table'")
        .hasMessageContaining("-Ddelta.table-root=");
  }

  @Test
  void refusesABlankPath() {
    assertThatThrownBy(() -> TablePaths.resolve("table-path", " ", session("s3://lake")))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("table-path");
  }

  private static Configuration session(String root) {
    return Configuration.fromMap(Map.of("delta.table-root", root));
  }
}
