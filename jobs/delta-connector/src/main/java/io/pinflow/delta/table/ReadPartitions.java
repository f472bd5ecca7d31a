package io.pinflow.delta.table;

import io.delta.kernel.Snapshot;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.DeltaTypes;
import io.pinflow.delta.source.PartitionFilter;
import io.pinflow.delta.source.ScanFilter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ReadableConfig;

/** Reads {@code source.partitions}. */
final class ReadPartitions {

  private static final String KEY = DeltaConnectorOptions.PARTITIONS.key();

  private ReadPartitions() {}

  /**
   * The condition, if there is one.
   *
   * @throws DeltaException if it is none on the table's partition columns, or rows are not read to
   *     an end
   */
  static Optional<ScanFilter> of(ReadableConfig options, Snapshot snapshot) {
    return options
        .getOptional(DeltaConnectorOptions.PARTITIONS)
        .map(
            condition -> {
              requireBatch(options, condition);
              return on(snapshot, condition);
            });
  }

  private static ScanFilter on(Snapshot snapshot, String condition) {
    List<String> columns = snapshot.getPartitionColumnNames();
    List<StructField> fields =
        columns.stream().map(snapshot.getSchema()::get).collect(Collectors.toList());
    return PartitionFilter.parse(KEY, condition)
        .on(DeltaTypes.toRowType(new StructType(fields)), columns);
  }

  private static void requireBatch(ReadableConfig options, String condition) {
    if (options.get(DeltaConnectorOptions.MODE) == DeltaConnectorOptions.Mode.STREAMING) {
      throw DeltaErrors.invalidOption(
          KEY, condition, "it is for mode batch. Use WHERE in a query of mode streaming.");
    }
  }

  /**
   * For a sink.
   *
   * @throws DeltaException if there is a condition: what is written might not be what is read
   */
  static void requireNone(ReadableConfig options) {
    options
        .getOptional(DeltaConnectorOptions.PARTITIONS)
        .ifPresent(
            condition -> {
              throw DeltaErrors.invalidOption(
                  KEY,
                  condition,
                  "a table of which some partitions are read is not written to. Write to a table"
                      + " that is declared without the option.");
            });
  }
}
