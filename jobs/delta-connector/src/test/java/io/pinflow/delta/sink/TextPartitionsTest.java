package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.testing.KernelReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPartitionsTest {

  private WriterTables tables;

  @BeforeEach
  void open(@TempDir Path folder) {
    tables = new WriterTables(folder);
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "b/c d", "é=%", "x:y", "a%2Fb", "..", "\uD83D\uDE00#?"})
  void keepsPartitionValuesLiterally(String value) throws IOException {
    SinkTable table = tables.byText();
    tables.commit(
        table, tables.write(table, Map.of(), GenericRowData.of(StringData.fromString(value), 1)));
    try (KernelReader reader = new KernelReader(table.path())) {
      assertThat(reader.rows()).containsExactly(Map.of("p", value, "id", 1));
    }
  }

  @Test
  void storesAnEmptyPartitionValueAsNull() throws IOException {
    SinkTable table = tables.byText();
    List<DataFile> files =
        tables.write(
            table,
            Map.of(),
            GenericRowData.of(StringData.fromString(""), 1),
            GenericRowData.of(null, 2));
    assertThat(files).hasSize(1);
    assertThat(files.get(0).partitionValues()).containsEntry("p", null);
    tables.commit(table, files);
    try (KernelReader reader = new KernelReader(table.path())) {
      assertThat(reader.rows()).extracting(row -> row.get("p")).containsOnlyNulls().hasSize(2);
    }
  }
}
