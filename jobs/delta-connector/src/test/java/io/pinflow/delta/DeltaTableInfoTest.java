package io.pinflow.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.DeltaAppender;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.TransactionId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaTableInfoTest {

  @TempDir private Path folder;

  @Test
  void tellsVersionFilesBytesAndRows() {
    String path = folder.resolve("table").toUri().toString();
    try (DeltaEngine engine = DeltaEngine.create(new Configuration())) {
      DeltaTable table = DeltaTable.at(engine, path);
      table.createIfAbsent(new StructType().add("id", IntegerType.INTEGER), List.of(), Map.of());
      DeltaAppender appender = new DeltaAppender(engine, table);
      appender.append(new TransactionId("a", 1), List.of(file("1", 3), file("2", 4)));
      appender.append(new TransactionId("a", 2), List.of(file("3", 5)));
    }
    DeltaTableInfo info = DeltaTableInfo.read(path, new Configuration()).orElseThrow();
    assertThat(info.path()).isEqualTo(path);
    assertThat(info.version()).isEqualTo(2);
    assertThat(info.files()).isEqualTo(3);
    assertThat(info.bytes()).isEqualTo(3_000);
    assertThat(info.rows()).isEqualTo(12);
  }

  @Test
  void thereIsNoneWhereThereIsNoTable() {
    assertThat(
            DeltaTableInfo.read(folder.resolve("absent").toUri().toString(), new Configuration()))
        .isEmpty();
  }

  private static DataFile file(String name, long rows) {
    return new DataFile(
        name + ".parquet", Map.of(), 1_000, 1L, rows, "{\"numRecords\":" + rows + "}");
  }
}
