package io.pinflow.jobs.source;

import io.pinflow.jobs.doctor.Check;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A place records come from. Every implementation delivers the records of one partition or shard in
 * order, takes part in checkpoints, and gives its operator a name and a uid.
 */
public interface RawRecordSource {

  TypeInformation<RawRecord> TYPE =
      SingletonTypeInfo.of(RawRecord.class, RawRecordSerializer.INSTANCE);

  /** The topics or streams it reads. */
  List<String> streams();

  /** What to look at before a job with this source starts. */
  default List<Check> checks() {
    return List.of();
  }

  /** Adds the source to a job. */
  DataStream<RawRecord> addTo(StreamExecutionEnvironment env);
}
