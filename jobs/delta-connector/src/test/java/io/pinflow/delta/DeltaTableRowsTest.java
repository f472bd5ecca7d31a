package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.testing.ParquetFiles;
import io.pinflow.delta.testing.TestTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaTableRowsTest {

  @TempDir private Path folder;

  @Test
  void givesTheRowsOfEachFileOfTheNewestVersion() throws IOException {
    TestTable table = tableOf(3, 2);
    DeltaTableRows rows = open(table.path(), "b", "a");

    assertThat(rows.version()).isEqualTo(2);
    List<String> read = new ArrayList<>();
    for (DeltaTableRows.File file : rows.files()) {
      file.forEach(row -> read.add(row.getInt(0) + " " + row.getInt(1)));
    }
    assertThat(read).containsExactlyInAnyOrder("10 0", "11 1", "12 2", "10 0", "11 1");
  }

  @Test
  void aFileThatIsGoneDoesNotKeepFromTheOthers() throws IOException {
    DeltaTableRows rows = open(tableOf(3, 2).path(), "a");
    DeltaTableRows.File gone = rows.files().get(0);
    Files.delete(Path.of(new org.apache.flink.core.fs.Path(gone.path()).getPath()));

    assertThatThrownBy(() -> gone.forEach(row -> {}))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining(gone.path());
    List<Integer> read = new ArrayList<>();
    rows.files().get(1).forEach(row -> read.add(row.getInt(0)));
    assertThat(read).isNotEmpty().startsWith(0, 1);
  }

  @Test
  void thereAreNoneWhereThereIsNoTable() {
    assertThat(DeltaTableRows.open(folder.toUri().toString(), List.of("a"), new Configuration()))
        .isEmpty();
  }

  @Test
  void namesAColumnThatIsMissing() throws IOException {
    TestTable table = tableOf(1);
    assertThatThrownBy(() -> open(table.path(), "c"))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("'c'");
  }

  @Test
  void tellsPartitionAndRowCountOfEachFileByTheLogAlone() throws IOException {
    TestTable table =
        TestTable.create(
            folder,
            new StructType().add("a", IntegerType.INTEGER).add("day", DateType.DATE),
            "day");
    for (Literal day : List.of(Literal.ofDate(19_753), Literal.ofNull(DateType.DATE))) {
      table.append(
          Map.of("day", day),
          ParquetFiles.of("message m { optional int32 a; }"),
          2,
          (row, i) -> row.append("a", i));
    }

    DeltaTableRows rows = open(table.path(), "a");
    for (DeltaTableRows.File file : rows.files()) {
      Files.delete(Path.of(new org.apache.flink.core.fs.Path(file.path()).getPath()));
    }

    assertThat(rows.files())
        .extracting(file -> file.partitionValue("day"))
        .containsExactlyInAnyOrder(Optional.of("2024-01-31"), Optional.empty());
    assertThat(rows.files()).extracting(file -> file.rowCount().getAsLong()).containsOnly(2L);
    assertThatThrownBy(() -> rows.files().get(0).partitionValue("a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a' is no partition column; there are [day]");
  }

  private static DeltaTableRows open(String path, String... columns) {
    return DeltaTableRows.open(path, List.of(columns), new Configuration()).orElseThrow();
  }

  private TestTable tableOf(int... rowsOfFiles) throws IOException {
    TestTable table =
        TestTable.create(
            folder, new StructType().add("a", IntegerType.INTEGER).add("b", IntegerType.INTEGER));
    for (int rows : rowsOfFiles) {
      table.append(
          Map.of(),
          ParquetFiles.of("message m { optional int32 a; optional int32 b; }"),
          rows,
          (row, i) -> row.append("a", i).append("b", 10 + i));
    }
    return table;
  }
}
