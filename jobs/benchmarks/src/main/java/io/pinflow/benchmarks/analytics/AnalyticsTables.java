package io.pinflow.benchmarks.analytics;

import io.pinflow.benchmarks.delta.LocalFlink;
import io.pinflow.delta.sink.DeltaSink;
import io.pinflow.local.report.Progress;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.OutputTag;

/** The three clean tables with made-up rows, written once by the connector's own sink. */
final class AnalyticsTables {

  private static final long SEED = 42;
  private static final int PARALLELISM = 2;

  private AnalyticsTables() {}

  /** Makes the tables below a folder, unless they are there. */
  static void make(Path root, long rows, Progress progress) throws Exception {
    if (Files.exists(root.resolve("made"))) {
      return;
    }
    Progress.Step step =
        progress.begin(String.format(Locale.ROOT, "making tables of %,d rows", rows));
    try (LocalFlink flink = LocalFlink.start(PARALLELISM)) {
      StreamExecutionEnvironment environment = flink.environment();
      Map<RecordKind, OutputTag<RowData>> outputs = new EnumMap<>(RecordKind.class);
      for (RecordKind kind : RecordKind.values()) {
        outputs.put(kind, new OutputTag<>(kind.id(), InternalTypeInfo.of(TableRows.type(kind))));
      }
      SingleOutputStreamOperator<RowData> posts =
          environment
              .fromSource(
                  new NumberSequenceSource(0, rows - 1),
                  WatermarkStrategy.noWatermarks(),
                  "numbers")
              .process(new GeneratedRows(SEED, rows, outputs))
              .returns(InternalTypeInfo.of(TableRows.type(RecordKind.PIN)));
      for (RecordKind kind : RecordKind.values()) {
        TableSchema table = TableSchema.of(kind);
        posts
            .getSideOutput(outputs.get(kind))
            .sinkTo(
                DeltaSink.forRowData(
                        root.resolve(table.tableName()).toUri().toString(), TableRows.type(kind))
                    .partitionBy(TableSchema.INGEST_DATE)
                    .build())
            .uid(kind.id());
      }
      flink.run(environment);
    }
    Files.createFile(root.resolve("made"));
    step.done("");
  }
}
