package io.pinflow.delta.maintenance;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.testing.KernelReader;
import io.pinflow.delta.testing.ParquetFiles;
import io.pinflow.delta.testing.TestTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;

/** A table whose partition values are hard on paths, written by Kernel, two files in each. */
final class OddPartitions {

  private static final List<String> VALUES = List.of("a b", "50%", "x=y", "a+b", "#1", "_hidden");

  private final TestTable table;

  private OddPartitions(TestTable table) {
    this.table = table;
  }

  static OddPartitions create(Path folder) throws IOException {
    StructType schema = new StructType().add("id", LongType.LONG).add("p", StringType.STRING);
    OddPartitions odd = new OddPartitions(TestTable.create(folder, schema, "p"));
    for (int i = 0; i < 2 * VALUES.size(); i++) {
      odd.table.append(
          Map.of("p", Literal.ofString(VALUES.get(i % VALUES.size()))),
          ParquetFiles.of("message m { optional int64 id; }"),
          3,
          (row, number) -> row.add("id", (long) number));
    }
    return odd;
  }

  int partitions() {
    return VALUES.size();
  }

  DeltaMaintenance maintenance() {
    return DeltaMaintenance.of(table.path(), new Configuration());
  }

  List<String> rows() {
    try (KernelReader reader = new KernelReader(table.path())) {
      return reader.rows().stream().map(Map::toString).sorted().collect(Collectors.toList());
    }
  }
}
