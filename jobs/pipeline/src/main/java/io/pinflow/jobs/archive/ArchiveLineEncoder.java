package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RecordHeader;
import io.pinflow.jobs.source.RecordPosition;
import io.pinflow.schema.Utf8;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes a record as one line of JSON, from which it can be read back:
 *
 * <pre>{@code
 * {"topic":"pinflow.pin","partition":0,"offset":7,"timestamp":1700000000000,"key":"k","headers":[],"value":{...}}
 * {"stream":"streaming-pinflow-pin","shard":"shardId-000000000000","sequence":"4959...","timestamp":...
 * }</pre>
 *
 * <ul>
 *   <li>{@code timestamp} is the record's time in milliseconds since the epoch, UTC; from
 *       Kinesis its approximate arrival.
 *   <li>{@code sequence} is a string: the number has more digits than readers of JSON keep.
 *   <li>{@code value} is the payload itself where it is one JSON value: byte for byte, except that
 *       a line break between its tokens is a blank here. Anything else, and a payload which is the
 *       JSON {@code null}, is in {@code value_base64}, byte for byte. {@code "value":null} is a
 *       record without payload (a tombstone).
 *   <li>{@code key}, from Kinesis the partition key, is a string where the key is valid UTF-8, or else {@code key_base64}; {@code
 *       "key":null} is no key.
 *   <li>{@code headers} is a list in the record's order of {@code {"key":..., "value": ...}}, the
 *       value like {@code key}.
 * </ul>
 *
 * <p>Not thread-safe.
 */
final class ArchiveLineEncoder {

  private final LineBuffer line = new LineBuffer();
  private final EmbeddableJson embeddable = new EmbeddableJson();
  private final BySource<byte[]> beginnings = new BySource<>(ArchiveLineEncoder::beginning);

  void write(RawRecord record, OutputStream out) throws IOException {
    line.clear();
    position(record.position());
    line.ascii(",\"timestamp\":").number(record.timestamp()).ascii(",");
    text("key", record.key());
    headers(record.headers());
    value(record.value());
    line.ascii("}\n");
    line.writeTo(out);
  }

  private void position(RecordPosition position) {
    line.raw(beginnings.of(position));
    if (position instanceof KafkaPosition) {
      line.number(((KafkaPosition) position).offset());
    } else {
      line.string(((KinesisPosition) position).sequence());
    }
  }

  /** What all lines of a partition or shard begin with. */
  private static byte[] beginning(RecordPosition position) {
    LineBuffer line = new LineBuffer();
    if (position instanceof KafkaPosition) {
      line.ascii("{\"topic\":").string(position.stream());
      line.ascii(",\"partition\":").number(((KafkaPosition) position).partition());
      line.ascii(",\"offset\":");
    } else {
      line.ascii("{\"stream\":").string(position.stream());
      line.ascii(",\"shard\":").string(((KinesisPosition) position).shard());
      line.ascii(",\"sequence\":");
    }
    return line.toByteArray();
  }

  private void headers(List<RecordHeader> headers) {
    line.ascii(",\"headers\":[");
    for (int i = 0; i < headers.size(); i++) {
      line.ascii(i == 0 ? "{" : ",{");
      line.ascii("\"key\":").string(headers.get(i).key()).ascii(",");
      text("value", headers.get(i).value());
      line.ascii("}");
    }
    line.ascii("],");
  }

  private void value(byte[] payload) {
    if (payload == null) {
      line.ascii("\"value\":null");
    } else if (embeddable.test(payload)) {
      line.ascii("\"value\":").json(payload);
    } else {
      line.ascii("\"value_base64\":").base64(payload);
    }
  }

  private void text(String name, byte[] bytes) {
    line.ascii("\"").ascii(name);
    if (bytes == null) {
      line.ascii("\":null");
    } else if (Utf8.isValid(bytes)) {
      line.ascii("\":").string(bytes);
    } else {
      line.ascii("_base64\":").base64(bytes);
    }
  }
}
