package io.pinflow.delta.testing;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.testing.ParquetFiles.RowFiller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;

/**
 * A Delta table on the local disk whose files are written by {@link ParquetFiles} and committed by
 * Delta Kernel.
 */
public final class TestTable {

  private final Path folder;
  private final Engine engine = DeltaEngine.create(new Configuration()).kernel();

  private TestTable(Path folder) {
    this.folder = folder;
  }

  public static TestTable create(Path folder, StructType schema, String... partitionColumns) {
    return create(folder, schema, Map.of(), partitionColumns);
  }

  public static TestTable create(
      Path folder, StructType schema, Map<String, String> properties, String... partitionColumns) {
    TestTable table = new TestTable(folder);
    List<Column> partitioning =
        Arrays.stream(partitionColumns).map(Column::new).collect(Collectors.toList());
    TableManager.buildCreateTableTransaction(table.path(), schema, "test")
        .withDataLayoutSpec(
            partitioning.isEmpty()
                ? DataLayoutSpec.noDataLayout()
                : DataLayoutSpec.partitioned(partitioning))
        .withTableProperties(properties)
        .build(table.engine)
        .commit(table.engine, CloseableIterable.emptyIterable());
    return table;
  }

  public String path() {
    return folder.toUri().toString();
  }

  public Path folder() {
    return folder;
  }

  public Snapshot snapshot() {
    return TableManager.loadSnapshot(path()).build(engine);
  }

  /** Writes a checkpoint of the newest version into the log. */
  public void writeLogCheckpoint() throws IOException {
    snapshot().writeCheckpoint(engine);
  }

  /** Adds one file with its row count as its only statistic. */
  public void append(Map<String, Literal> partition, ParquetFiles file, int rows, RowFiller filler)
      throws IOException {
    append(partition, file, rows, filler, Map.of(), Map.of());
  }

  /** Adds one file with these least and greatest values in its statistics, and no nulls. */
  public void append(
      Map<String, Literal> partition,
      ParquetFiles file,
      int rows,
      RowFiller filler,
      Map<String, Literal> least,
      Map<String, Literal> greatest)
      throws IOException {
    Transaction transaction =
        snapshot().buildUpdateTableTransaction("test", Operation.WRITE).build(engine);
    Row state = transaction.getTransactionState(engine);
    DataWriteContext context = Transaction.getWriteContext(engine, state, partition);
    Path directory =
        Path.of(new org.apache.flink.core.fs.Path(context.getTargetDirectory()).getPath());
    Files.createDirectories(directory);
    Path written = directory.resolve("part-" + UUID.randomUUID() + ".parquet");
    file.write(written, rows, filler);
    Map<Column, Long> nulls = new HashMap<>();
    least.keySet().forEach(column -> nulls.put(new Column(column), 0L));
    DataFileStatistics statistics =
        new DataFileStatistics(rows, byColumn(least), byColumn(greatest), nulls, Optional.empty());
    DataFileStatus status =
        new DataFileStatus(
            context.getTargetDirectory() + "/" + written.getFileName(),
            Files.size(written),
            Files.getLastModifiedTime(written).toMillis(),
            Optional.of(statistics));
    List<Row> actions = new ArrayList<>();
    try (CloseableIterator<Row> rowsOfLog =
        Transaction.generateAppendActions(
            engine, state, Utils.toCloseableIterator(List.of(status).iterator()), context)) {
      rowsOfLog.forEachRemaining(actions::add);
    }
    transaction.commit(
        engine, CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(actions.iterator())));
  }

  private static Map<Column, Literal> byColumn(Map<String, Literal> values) {
    Map<Column, Literal> byColumn = new HashMap<>();
    values.forEach((name, value) -> byColumn.put(new Column(name), value));
    return byColumn;
  }
}
