package io.pinflow.jobs.source;

import io.pinflow.jobs.doctor.Check;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Several sources as one. Records of different sources come in any order. */
final class CombinedRawRecordSource implements RawRecordSource {

  private final List<RawRecordSource> sources;

  CombinedRawRecordSource(List<RawRecordSource> sources) {
    this.sources = List.copyOf(sources);
  }

  @Override
  public List<String> streams() {
    return sources.stream()
        .flatMap(source -> source.streams().stream())
        .distinct()
        .collect(Collectors.toUnmodifiableList());
  }

  @Override
  public List<Check> checks() {
    return sources.stream()
        .flatMap(source -> source.checks().stream())
        .collect(Collectors.toUnmodifiableList());
  }

  @Override
  public DataStream<RawRecord> addTo(StreamExecutionEnvironment env) {
    return sources.stream()
        .map(source -> source.addTo(env))
        .reduce((one, other) -> one.union(other))
        .orElseThrow(() -> new IllegalStateException("A job without a source cannot be built"));
  }
}
