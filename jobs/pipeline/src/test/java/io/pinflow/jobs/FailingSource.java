package io.pinflow.jobs;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecordSource;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A source whose records pass an operator that fails. */
final class FailingSource implements RawRecordSource {

  private final RawRecordSource source;
  private final FailOnce failure;

  FailingSource(RawRecordSource source, FailOnce failure) {
    this.source = source;
    this.failure = failure;
  }

  @Override
  public List<String> streams() {
    return source.streams();
  }

  @Override
  public DataStream<RawRecord> addTo(StreamExecutionEnvironment env) {
    return source.addTo(env).map(failure).returns(TYPE).name("Fail once").uid("fail-once");
  }
}
