package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.DeltaAppender;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.TransactionId;
import io.pinflow.delta.testing.KernelReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloatAndBinaryPartitionsTest {

  /** Not a number as well, with other bits than Java's own. */
  private static final double OTHER_NAN = Double.longBitsToDouble(0x7ff8_0000_0000_0001L);

  @TempDir private Path folder;
  private final DeltaEngine engine = DeltaEngine.create(new Configuration());

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void doublesAreWrittenAsJavaAndSparkPrintThem() throws IOException {
    assertThat(
            partitions(
                DataTypes.DOUBLE(),
                1.5,
                -1e-300,
                1e7,
                0.0,
                -0.0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                null))
        .containsExactlyInAnyOrder(
            "1.5", "-1.0E-300", "1.0E7", "0.0", "-0.0", "NaN", "Infinity", "-Infinity", null);
  }

  @Test
  void floatsAreWrittenWithTheirOwnDigits() throws IOException {
    assertThat(partitions(DataTypes.FLOAT(), 0.1f, -0.0f, Float.NaN, 3.4028235e38f))
        .containsExactlyInAnyOrder("0.1", "-0.0", "NaN", "3.4028235E38");
  }

  @Test
  void whatIsNotANumberIsOnePartition() throws IOException {
    List<DataFile> files =
        write(table(DataTypes.DOUBLE()), Double.NaN, OTHER_NAN, 1.0, OTHER_NAN, Double.NaN);
    assertThat(files)
        .extracting(file -> file.partitionValues().get("p") + " " + file.rows())
        .containsExactlyInAnyOrder("NaN 4", "1.0 1");
    float otherNan = Float.intBitsToFloat(0x7fc0_0001);
    assertThat(write(table("floats", DataTypes.FLOAT()), Float.NaN, otherNan)).hasSize(1);
  }

  @Test
  void bytesAreWrittenAsTheTextTheyAre() throws IOException {
    assertThat(partitions(DataTypes.BYTES(), utf8("a/b %"), utf8("\u0000\u0001"), utf8("ä😀")))
        .containsExactlyInAnyOrder("a/b %", "\u0000\u0001", "ä😀");
  }

  @Test
  void equalBytesAreOnePartitionAndNoBytesAreNull() throws IOException {
    List<DataFile> files =
        write(
            table(DataTypes.VARBINARY(5)),
            utf8("a"),
            utf8("b"),
            utf8("a"),
            utf8("a"),
            new byte[0],
            null,
            new byte[0]);
    assertThat(files)
        .extracting(file -> file.partitionValues().get("p") + " " + file.rows())
        .containsExactlyInAnyOrder("a 3", "b 1", "null 3");
  }

  @Test
  void keepsItsOwnCopyOfTheBytes() throws IOException {
    SinkTable table = table(DataTypes.BYTES());
    byte[] reused = utf8("a");
    DeltaWriter writer = TestWriters.open(table, table.open(engine), Map.of());
    writer.write(GenericRowData.of(reused, 1), null);
    reused[0] = 'b';
    writer.write(GenericRowData.of(reused, 2), null);
    assertThat(TestWriters.files(writer))
        .extracting(file -> file.partitionValues().get("p"))
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void refusesBytesThatAreNoText() {
    SinkTable table = table(DataTypes.BYTES());
    assertThatThrownBy(() -> write(table, utf8("a"), new byte[] {'a', (byte) 0xff, 0}))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining(table.path())
        .hasMessageContaining("'p'")
        .hasMessageContaining("61ff00")
        .hasMessageContaining("UTF-8")
        .hasMessageContaining("hexadecimal");
  }

  @Test
  void kernelReadsTheValuesBack() throws IOException {
    RowType type =
        (RowType)
            DataTypes.ROW(
                    DataTypes.FIELD("f", DataTypes.FLOAT()),
                    DataTypes.FIELD("d", DataTypes.DOUBLE()),
                    DataTypes.FIELD("b", DataTypes.BINARY(3)),
                    DataTypes.FIELD("id", DataTypes.INT()))
                .getLogicalType();
    SinkTable table = new SinkTable(path("table"), type, List.of("f", "d", "b"), Map.of(), true);
    DeltaWriter writer = TestWriters.open(table, table.open(engine), Map.of());
    writer.write(GenericRowData.of(Float.NaN, -0.0, utf8("ab\u0000"), 1), null);
    new DeltaAppender(engine, table.at(engine))
        .append(new TransactionId("t", 1), TestWriters.files(writer));
    try (KernelReader reader = new KernelReader(table.path())) {
      assertThat(reader.rows())
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row).containsEntry("f", Float.NaN).containsEntry("d", -0.0);
                assertThat((byte[]) row.get("b")).isEqualTo(utf8("ab\u0000"));
              });
    }
  }

  private List<String> partitions(DataType type, Object... values) throws IOException {
    return write(table(type), values).stream()
        .map(file -> file.partitionValues().get("p"))
        .collect(Collectors.toList());
  }

  private List<DataFile> write(SinkTable table, Object... values) throws IOException {
    DeltaWriter writer = TestWriters.open(table, table.open(engine), Map.of());
    for (int i = 0; i < values.length; i++) {
      RowData row = GenericRowData.of(values[i], i);
      writer.write(row, null);
    }
    return TestWriters.files(writer);
  }

  private SinkTable table(DataType type) {
    return table("table", type);
  }

  private SinkTable table(String name, DataType type) {
    RowType rows =
        (RowType)
            DataTypes.ROW(DataTypes.FIELD("p", type), DataTypes.FIELD("id", DataTypes.INT()))
                .getLogicalType();
    return new SinkTable(path(name), rows, List.of("p"), Map.of(), true);
  }

  private String path(String name) {
    return folder.resolve(name).toUri().toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
