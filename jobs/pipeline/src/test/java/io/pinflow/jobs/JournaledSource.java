package io.pinflow.jobs;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecordSource;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A source whose records pass a journal. */
final class JournaledSource implements RawRecordSource {

  private final RawRecordSource source;
  private final Journal journal;

  JournaledSource(RawRecordSource source, Journal journal) {
    this.source = source;
    this.journal = journal;
  }

  @Override
  public List<String> streams() {
    return source.streams();
  }

  @Override
  public DataStream<RawRecord> addTo(StreamExecutionEnvironment env) {
    return source.addTo(env).map(journal).returns(TYPE).name("Journal").uid("journal");
  }
}
