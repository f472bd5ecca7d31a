package io.pinflow.delta.testing;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.ScanImpl;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.utils.CloseableIterator;
import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/** Reads a table with Kernel's own reader, which shares no code with this connector's writer. */
public final class KernelReader implements AutoCloseable {

  private final DeltaEngine engine = DeltaEngine.create(new Configuration());
  private final DeltaTable table;

  public KernelReader(String tablePath) {
    this.table = DeltaTable.at(engine, tablePath);
  }

  public Snapshot snapshot() {
    return table.latest();
  }

  /** All rows, column name to value as Kernel has it, timestamps as microseconds. */
  public List<Map<String, Object>> rows() {
    Engine kernel = engine.kernel();
    Snapshot snapshot = table.latest();
    Scan scan = snapshot.getScanBuilder().build();
    Row state = scan.getScanState(kernel);
    StructType physical = ScanStateRow.getPhysicalDataReadSchema(state);
    List<Map<String, Object>> rows = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> files = scan.getScanFiles(kernel)) {
      while (files.hasNext()) {
        try (CloseableIterator<Row> fileRows = files.next().getRows()) {
          while (fileRows.hasNext()) {
            read(kernel, state, physical, fileRows.next(), rows);
          }
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return rows;
  }

  /** The files which may hold rows that satisfy the predicate, by the log's statistics. */
  public List<AddFile> files(Optional<Predicate> predicate) {
    Snapshot snapshot = table.latest();
    ScanImpl scan =
        (ScanImpl)
            predicate
                .map(p -> snapshot.getScanBuilder().withFilter(p))
                .orElseGet(snapshot::getScanBuilder)
                .build();
    List<AddFile> files = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        scan.getScanFiles(engine.kernel(), true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            files.add(new AddFile(rows.next().getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL)));
          }
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return files;
  }

  @Override
  public void close() {
    engine.close();
  }

  private static void read(
      Engine kernel, Row state, StructType physical, Row file, List<Map<String, Object>> into)
      throws IOException {
    CloseableIterator<FileReadResult> data =
        kernel
            .getParquetHandler()
            .readParquetFiles(
                Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
                physical,
                Optional.empty());
    try (CloseableIterator<FilteredColumnarBatch> batches =
        Scan.transformPhysicalData(kernel, state, file, data.map(FileReadResult::getData))) {
      while (batches.hasNext()) {
        FilteredColumnarBatch batch = batches.next();
        StructType schema = batch.getData().getSchema();
        for (int row = 0; row < batch.getData().getSize(); row++) {
          Map<String, Object> values = new LinkedHashMap<>();
          for (int column = 0; column < schema.length(); column++) {
            ColumnVector vector = batch.getData().getColumnVector(column);
            values.put(
                schema.at(column).getName(), value(vector, schema.at(column).getDataType(), row));
          }
          into.add(values);
        }
      }
    }
  }

  private static Object value(ColumnVector vector, DataType type, int row) {
    if (type instanceof TimestampNTZType) { // not known to VectorUtils
      return vector.isNullAt(row) ? null : vector.getLong(row);
    }
    return plain(VectorUtils.getValueAsObject(vector, type, row));
  }

  private static Object plain(Object value) {
    if (value instanceof ArrayValue) {
      return VectorUtils.toJavaList((ArrayValue) value);
    } else if (value instanceof MapValue) {
      return VectorUtils.toJavaMap((MapValue) value);
    } else if (value instanceof Row) {
      Row struct = (Row) value;
      List<Object> fields = new ArrayList<>();
      for (int i = 0; i < struct.getSchema().length(); i++) {
        fields.add(struct.isNullAt(i) ? null : struct.getInt(i));
      }
      return fields;
    }
    return value;
  }
}
