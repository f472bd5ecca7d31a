package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.WriteLayout;
import io.pinflow.delta.parquet.DataFileFormat;
import java.util.Map;
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
}
