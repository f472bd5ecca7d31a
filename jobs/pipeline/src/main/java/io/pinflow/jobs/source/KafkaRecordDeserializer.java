package io.pinflow.jobs.source;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Takes Kafka's records over as they are; nothing is decoded, so nothing can fail. */
final class KafkaRecordDeserializer implements KafkaRecordDeserializationSchema<RawRecord> {

  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
    out.collect(
        new RawRecord(
            new KafkaPosition(record.topic(), record.partition(), record.offset()),
            record.timestamp(),
            record.key(),
            headers(record.headers()),
            record.value()));
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return RawRecordSource.TYPE;
  }

  private static List<RecordHeader> headers(Headers headers) {
    Header[] all = headers.toArray();
    if (all.length == 0) {
      return List.of();
    }
    List<RecordHeader> copies = new ArrayList<>(all.length);
    for (Header header : all) {
      copies.add(new RecordHeader(header.key(), header.value()));
    }
    return copies;
  }
}
