package io.pinflow.jobs.archive;

import io.pinflow.jobs.metrics.ExactCounters;
import io.pinflow.jobs.source.RawRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts the records of each topic or stream, as {@code kinesisanalytics.NAME.received}, and passes
 * them on.
 */
final class CountFunction extends ProcessFunction<RawRecord, RawRecord>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final ArrayList<String> streams;

  private transient ExactCounters counters;
  private transient Map<String, Counter> receivedByStream;

  CountFunction(List<String> streams) {
    this.streams = new ArrayList<>(streams);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters = ExactCounters.restore(context, getRuntimeContext().getMetricGroup());
    receivedByStream = new HashMap<>();
    for (String stream : streams) {
      receivedByStream.put(stream, counters.counter(stream + ".received"));
    }
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<RawRecord> out) {
    receivedByStream.get(record.position().stream()).inc();
    out.collect(record);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counters.snapshot();
  }
}
