package io.pinflow.delta.table;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.pinflow.delta.testing.ParquetFiles;
import io.pinflow.delta.testing.SqlSession;
import io.pinflow.delta.testing.TestTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;

/** A table of places, partitioned by place and day, which SQL sessions know as {@code t}. */
final class PlacesTable {

  private static final StructType SCHEMA =
      new StructType()
          .add("ind", IntegerType.INTEGER)
          .add("coordinates", new ArrayType(DoubleType.DOUBLE, true))
          .add("at", TimestampType.TIMESTAMP)
          .add("place", StringType.STRING)
          .add("day", DateType.DATE);

  private static final String FILE_SCHEMA =
      "message m { optional int32 ind;"
          + " optional group coordinates (LIST) { repeated group list { optional double element; } }"
          + " optional int64 at (TIMESTAMP(MICROS,true)); }";

  private static final String DDL =
      "CREATE TABLE t (ind INT, coordinates ARRAY<DOUBLE>, `at` TIMESTAMP_LTZ(6), place STRING,"
          + " `day` DATE) PARTITIONED BY (place, `day`) WITH ('connector' = 'delta', 'table-path' = '%s')";

  private final TestTable table;

  private PlacesTable(TestTable table) {
    this.table = table;
  }

  static PlacesTable create(Path folder) {
    return new PlacesTable(TestTable.create(folder, SCHEMA, "place", "day"));
  }

  void declareIn(SqlSession session) {
    session.run(String.format(DDL, path()));
  }

  String path() {
    return table.path();
  }

  void append(String place, String day, int rows) throws Exception {
    table.append(partition(place, day), ParquetFiles.of(FILE_SCHEMA), rows, PlacesTable::fill);
  }

  void appendInstants(String place, Instant least, Instant greatest) throws Exception {
    long[] micros = {micros(least), micros(greatest)};
    table.append(
        partition(place, "2024-03-31"),
        ParquetFiles.of(FILE_SCHEMA),
        2,
        (row, i) -> row.append("at", micros[i]),
        Map.of("at", Literal.ofTimestamp(micros[0])),
        Map.of("at", Literal.ofTimestamp(micros[1])));
  }

  /** The files are in the log, but a query that opens them fails. */
  void deleteDataFiles(String partition) throws Exception {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(table.folder())) {
      files =
          walk.filter(file -> file.toString().contains(partition))
              .filter(file -> file.toString().endsWith(".parquet"))
              .collect(toList());
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      Files.delete(file);
    }
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }

  private static Map<String, Literal> partition(String place, String day) {
    return Map.of(
        "place",
        place == null ? Literal.ofNull(StringType.STRING) : Literal.ofString(place),
        "day",
        Literal.ofDate((int) LocalDate.parse(day).toEpochDay()));
  }

  /** Arrays in turn [0.5, null] and []; instants from one microsecond before 1970 on. */
  private static void fill(Group row, int i) {
    row.append("ind", i).append("at", i - 1L);
    Group coordinates = row.addGroup("coordinates");
    if (i % 2 == 0) {
      coordinates.addGroup("list").append("element", i + 0.5);
      coordinates.addGroup("list");
    }
  }
}
