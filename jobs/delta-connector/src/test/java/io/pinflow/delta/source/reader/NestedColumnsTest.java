package io.pinflow.delta.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.source.DeltaSourceSplit;
import io.pinflow.delta.source.ScanColumn;
import io.pinflow.delta.testing.ParquetFiles;
import io.pinflow.delta.testing.PlainValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NestedColumnsTest {

  @TempDir private Path folder;

  private static final DataType ORDER =
      DataTypes.ROW(
          DataTypes.FIELD("id", DataTypes.BIGINT()),
          DataTypes.FIELD(
              "lines",
              DataTypes.ARRAY(
                  DataTypes.ROW(
                      DataTypes.FIELD("amounts", DataTypes.ARRAY(DataTypes.DOUBLE())),
                      DataTypes.FIELD("text", DataTypes.STRING()),
                      DataTypes.FIELD(
                          "labels",
                          DataTypes.MAP(
                              DataTypes.STRING().notNull(),
                              DataTypes.ROW(DataTypes.FIELD("n", DataTypes.INT()))))))),
          DataTypes.FIELD(
              "deep",
              DataTypes.ROW(
                  DataTypes.FIELD("er", DataTypes.ROW(DataTypes.FIELD("x", DataTypes.INT()))))),
          DataTypes.FIELD(
              "cube", DataTypes.ARRAY(DataTypes.ARRAY(DataTypes.ARRAY(DataTypes.INT())))));

  private static final String FILE_SCHEMA =
      "message m { optional group o { optional int64 id;"
          + " optional group lines (LIST) { repeated group list { optional group element {"
          + "   optional group amounts (LIST) { repeated group list { optional double element; } }"
          + "   optional binary text (STRING);"
          + "   optional group labels (MAP) { repeated group key_value { required binary key (STRING);"
          + "     optional group value { optional int32 n; } } } } } }"
          + " optional group deep { optional group er { optional int32 x; } }"
          + " optional group cube (LIST) { repeated group list { optional group element (LIST) {"
          + "   repeated group list { optional group element (LIST) {"
          + "     repeated group list { optional int32 element; } } } } } } } }";

  /** Row groups, pages and batches end at different rows: values lie across all their borders. */
  @ParameterizedTest
  @EnumSource(WriterVersion.class)
  void readsWhatIsNestedHoweverDeepWithNullsAndEmptyOnesEverywhere(WriterVersion version)
      throws IOException {
    Random random = new Random(7);
    LogicalType type = ORDER.getLogicalType();
    List<Object> expected = new ArrayList<>();
    int rows = 9_000;
    for (int i = 0; i < rows; i++) {
      expected.add(value(type, random, 0));
    }
    Path file = folder.resolve("nested.parquet");
    ParquetFiles.of(FILE_SCHEMA)
        .version(version)
        .pageSize(2 << 10)
        .rowGroupSize(256 << 10)
        .write(file, rows, (row, i) -> add(row, "o", type, expected.get(i)));
    assertThat(read(file, column("o", type))).isEqualTo(expected);
  }

  @Test
  void aFieldYoungerThanTheFileIsNullInRowsThatAreThere() throws IOException {
    Path file = folder.resolve("old.parquet");
    DataType old =
        DataTypes.ROW(
            DataTypes.FIELD(
                "tags",
                DataTypes.ARRAY(DataTypes.ROW(DataTypes.FIELD("gone", DataTypes.STRING())))),
            DataTypes.FIELD("kept", DataTypes.INT()));
    String schema =
        "message m { optional group r { optional group tags (LIST) { repeated group list {"
            + " optional group element { optional binary gone (STRING); } } } optional int32 kept; } }";
    List<Object> rows =
        Arrays.asList(
            null,
            Arrays.asList(null, 1),
            Arrays.asList(List.of(), 2),
            Arrays.asList(Arrays.asList(null, Arrays.asList((Object) null), List.of("x")), 3));
    ParquetFiles.of(schema)
        .write(file, rows.size(), (row, i) -> add(row, "r", old.getLogicalType(), rows.get(i)));
    DataType now =
        DataTypes.ROW(
            DataTypes.FIELD("young", DataTypes.MAP(DataTypes.STRING(), DataTypes.INT())),
            DataTypes.FIELD("kept", DataTypes.INT()),
            DataTypes.FIELD(
                "tags",
                DataTypes.ARRAY(DataTypes.ROW(DataTypes.FIELD("young", DataTypes.BIGINT())))));
    List<Object> single = Arrays.asList((Object) null);
    assertThat(read(file, column("r", now.getLogicalType())))
        .isEqualTo(
            Arrays.asList(
                null,
                Arrays.asList(null, 1, null),
                Arrays.asList(null, 2, List.of()),
                Arrays.asList(null, 3, Arrays.asList(null, single, single))));
    DataType allYoung = DataTypes.ROW(DataTypes.FIELD("young", DataTypes.INT()));
    assertThat(read(file, column("r", allYoung.getLogicalType())))
        .isEqualTo(Arrays.asList(null, single, single, single));
  }

  @Test
  void findsFieldsOfRowsByPhysicalNameOrFieldId() throws IOException {
    Path file = folder.resolve("mapped.parquet");
    ParquetFiles.of(
            "message m { optional group g = 1 { optional int32 col_a = 3; optional int32 col_b = 2; } }")
        .write(file, 1, (row, i) -> row.addGroup("g").append("col_a", 10).append("col_b", 20));
    RowType type =
        RowType.of(new LogicalType[] {DataTypes.INT().getLogicalType()}, new String[] {"b"});
    LogicalType field = type.getTypeAt(0);
    ScanColumn byName = new ScanColumn("b", "col_b", OptionalInt.empty(), field, false);
    ScanColumn byId = new ScanColumn("b", "x", OptionalInt.of(3), field, false);
    assertThat(
            read(file, new ScanColumn("g", "g", OptionalInt.empty(), type, false, List.of(byName))))
        .containsExactly(List.of(20));
    assertThat(read(file, new ScanColumn("g", "y", OptionalInt.of(1), type, false, List.of(byId))))
        .containsExactly(List.of(10));
  }

  /** The layout of Avro's and Thrift's writers: the repeated group is the element. */
  @Test
  void readsRowsInParquetsOldTwoLevelLayout() throws IOException {
    Path file = folder.resolve("old.parquet");
    ParquetFiles.of(
            "message m { optional group a (LIST) { repeated group array { optional int32 x; } } }")
        .write(
            file,
            2,
            (row, i) -> {
              Group list = row.addGroup("a");
              for (int x = 0; x < i; x++) {
                list.addGroup("array").append("x", x);
                list.addGroup("array");
              }
            });
    DataType type = DataTypes.ARRAY(DataTypes.ROW(DataTypes.FIELD("x", DataTypes.INT())));
    assertThat(read(file, column("a", type.getLogicalType())))
        .containsExactly(List.of(), List.of(List.of(0), Arrays.asList((Object) null)));
  }

  private static Object value(LogicalType type, Random random, int depth) {
    if (random.nextInt(5) == 0) {
      return null;
    } else if (type instanceof RowType) {
      List<Object> fields = new ArrayList<>();
      type.getChildren().forEach(field -> fields.add(value(field, random, depth + 1)));
      return fields;
    } else if (type instanceof ArrayType) {
      List<Object> elements = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        elements.add(value(type.getChildren().get(0), random, depth + 1));
      }
      return elements;
    } else if (type instanceof MapType) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        entries.put("key " + i, value(type.getChildren().get(1), random, depth + 1));
      }
      return entries;
    }
    int number = random.nextInt(300);
    switch (type.getTypeRoot()) {
      case INTEGER:
        return number;
      case BIGINT:
        return (long) number << 32;
      case DOUBLE:
        return number / 4d;
      default:
        return "text " + number;
    }
  }

  private static void add(Group group, String name, LogicalType type, Object value) {
    if (value == null) {
      return;
    } else if (type instanceof RowType) {
      Group row = group.addGroup(name);
      List<?> fields = (List<?>) value;
      for (int i = 0; i < fields.size(); i++) {
        String field = ((RowType) type).getFieldNames().get(i);
        add(row, field, type.getChildren().get(i), fields.get(i));
      }
    } else if (type instanceof ArrayType) {
      Group list = group.addGroup(name);
      for (Object element : (List<?>) value) {
        add(list.addGroup("list"), "element", type.getChildren().get(0), element);
      }
    } else if (type instanceof MapType) {
      Group map = group.addGroup(name);
      ((Map<?, ?>) value)
          .forEach(
              (key, of) -> {
                Group entry = map.addGroup("key_value");
                entry.append("key", (String) key);
                add(entry, "value", type.getChildren().get(1), of);
              });
    } else if (value instanceof Integer) {
      group.append(name, (Integer) value);
    } else if (value instanceof Long) {
      group.append(name, (Long) value);
    } else if (value instanceof Double) {
      group.append(name, (Double) value);
    } else {
      Type field = group.getType().getType(name);
      assertThat(field.isPrimitive()).isTrue();
      group.append(name, (String) value);
    }
  }

  private static ScanColumn column(String name, LogicalType type) {
    return new ScanColumn(name, name, OptionalInt.empty(), type, false);
  }

  private static List<Object> read(Path file, ScanColumn column) throws IOException {
    DeltaSourceSplit split =
        new DeltaSourceSplit(
            "0", file.toUri().toString(), Files.size(file), 0, Files.size(file), Map.of(), 0);
    RowData.FieldGetter getter = RowData.createFieldGetter(column.type(), 0);
    List<Object> values = new ArrayList<>();
    RowBatch batch = new RowBatch(new BatchPool());
    try (ParquetSplitRows rows =
        ParquetSplitRows.open(
            split,
            List.of(column),
            Long.MAX_VALUE,
            new DeletionVectorLoader(new Configuration()),
            position -> false)) {
      while (!rows.isEmpty()) {
        RowBatch filled = rows.next(batch);
        RowData row;
        while ((row = filled.nextRecordFromSplit()) != null) {
          values.add(PlainValues.of(column.type(), getter.getFieldOrNull(row)));
        }
      }
    }
    return values;
  }
}
