package io.pinflow.jobs.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;

/** Takes Kinesis' records over as they are; nothing is decoded, so nothing can fail. */
final class KinesisRecordDeserializer implements KinesisDeserializationSchema<RawRecord> {

  private static final long serialVersionUID = 1L;

  @Override
  public RawRecord deserialize(
      byte[] data,
      String partitionKey,
      String sequence,
      long arrivalTime,
      String stream,
      String shard) {
    return new RawRecord(
        new KinesisPosition(stream, shard, sequence),
        arrivalTime,
        partitionKey.getBytes(UTF_8),
        List.of(),
        data);
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return RawRecordSource.TYPE;
  }
}
