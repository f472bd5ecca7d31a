package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.DataFile;
import io.pinflow.delta.kernel.WriteLayout;
import io.pinflow.delta.parquet.DataFileFormat;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Writers without a job around them. */
final class TestWriters {

  private TestWriters() {}

  static DeltaWriter open(SinkTable table, WriteLayout layout, Map<String, String> options) {
    return open(table, layout, options, null);
  }

  static DeltaWriter open(
      SinkTable table,
      WriteLayout layout,
      Map<String, String> options,
      @Nullable ProgressTracker progress) {
    Configuration configuration = Configuration.fromMap(options);
    RowLayout rows = RowLayout.of(table, layout);
    DataFileFormat format =
        new DataFileFormat(
            rows.dataType(),
            rows.physicalSchema(),
            layout.statisticsColumns(),
            configuration.get(DeltaSinkOptions.COMPRESSION),
            configuration.get(DeltaSinkOptions.ROW_GROUP_SIZE).getBytes());
    return new DeltaWriter(
        table,
        rows,
        format,
        progress,
        1,
        configuration.get(DeltaSinkOptions.TARGET_FILE_SIZE).getBytes(),
        configuration.get(DeltaSinkOptions.MAX_OPEN_FILES),
        UnregisteredMetricsGroup.createSinkWriterMetricGroup());
  }

  /** Ends what a writer has open, and gives all files that are to be committed. */
  static List<DataFile> files(DeltaWriter writer) throws IOException {
    return writer.prepareCommit().stream()
        .flatMap(result -> result.files().stream())
        .collect(Collectors.toList());
  }
}
