package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.kernel.DeltaEngine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A writer's heap is bounded by its open files, not by the rows between two checkpoints: a process
 * with a heap a fraction of the rows' size writes them all.
 */
class WriterMemoryIT {

  private static final int HEAP_MEBIBYTES = 64;
  private static final int ROW_BYTES = 200;
  private static final int PARTITIONS = 12;

  @TempDir private Path folder;

  @Test
  void writesInOneCheckpointSeveralTimesWhatFitsTheHeap() throws IOException, InterruptedException {
    int rows = 3 * HEAP_MEBIBYTES * 1024 * 1024 / ROW_BYTES;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + HEAP_MEBIBYTES + "m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            WriterMemoryIT.class.getName(),
            folder.resolve("table").toUri().toString(),
            Integer.toString(rows)));
    Path log = folder.resolve("writer.log");
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    assertThat(log).content().contains("files of " + rows + " rows");
    assertThat(exit).isZero();
  }

  /** The process: writes the rows and finishes them as one checkpoint does. */
  public static void main(String[] arguments) throws IOException {
    int rows = Integer.parseInt(arguments[1]);
    RowType type =
        (RowType)
            DataTypes.ROW(
                    DataTypes.FIELD("p", DataTypes.INT()),
                    DataTypes.FIELD("text", DataTypes.STRING()))
                .getLogicalType();
    SinkTable table = new SinkTable(arguments[0], type, List.of("p"), Map.of(), true);
    try (DeltaEngine engine = DeltaEngine.create(new Configuration())) {
      DeltaWriter writer =
          TestWriters.open(
              table,
              table.open(engine),
              Map.of(
                  "sink.max-open-files", "4",
                  "sink.row-group-size", "4 mb",
                  "sink.compression", "uncompressed",
                  "sink.target-file-size", "16 mb"));
      SplittableRandom random = new SplittableRandom(1);
      byte[] text = new byte[ROW_BYTES];
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < text.length; j++) {
          text[j] = (byte) (' ' + random.nextInt(90));
        }
        // Some partitions at a time, as they come with time; over all there are more than open.
        int partition = i / (rows / 4) * (PARTITIONS / 4) + i % (PARTITIONS / 4);
        writer.write(GenericRowData.of(partition, StringData.fromBytes(text.clone())), null);
      }
      int files = writer.prepareCommit().get(0).files().size();
      long peak = 0;
      for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
        peak += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
      }
      System.out.println(files + " files of " + rows + " rows, peak heap " + (peak >> 20) + " MiB");
    }
  }
}
