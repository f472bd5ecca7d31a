package io.pinflow.jobs.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RecordHeader;
import io.pinflow.jobs.source.RecordPosition;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a record back from the line which {@link ArchiveLineEncoder} wrote: the same record, but
 * for a line break between the tokens of a payload which is JSON. It is a blank in the line, and
 * cannot be told from one; to whoever reads the JSON they are the same.
 *
 * <p>Nothing but such a line is accepted: a line that was cut off or changed fails, with the place
 * where. A changed character inside a text is another text, which nobody can notice. Not
 * thread-safe.
 */
final class ArchiveLineDecoder {

  private static final byte[] NULL = "null".getBytes(UTF_8);

  private final LineCursor line = new LineCursor();
  private final EmbeddableJson embeddable = new EmbeddableJson();

  /**
   * The record of the bytes from..to, which are a line without its line break.
   *
   * @throws ParseException with the reason, and the column of the line
   */
  RawRecord decode(byte[] bytes, int from, int to) throws ParseException {
    line.start(bytes, from, to);
    line.expect("{");
    RecordPosition position = position();
    line.expect(",\"timestamp\":");
    long timestamp = line.number();
    line.expect(",");
    byte[] key = text("key");
    List<RecordHeader> headers = headers();
    byte[] value = value();
    line.expect("}");
    line.expectEnd();
    return new RawRecord(position, timestamp, key, headers, value);
  }

  private RecordPosition position() throws ParseException {
    if (line.skip("\"topic\":")) {
      String topic = string();
      line.expect(",\"partition\":");
      long partition = line.number();
      if (partition != (int) partition) {
        throw line.problem("the partition is no whole number of 32 bits");
      }
      line.expect(",\"offset\":");
      return new KafkaPosition(topic, (int) partition, line.number());
    }
    line.expect("\"stream\":");
    String stream = string();
    line.expect(",\"shard\":");
    String shard = string();
    line.expect(",\"sequence\":");
    return new KinesisPosition(stream, shard, string());
  }

  private List<RecordHeader> headers() throws ParseException {
    line.expect(",\"headers\":[");
    if (line.skip("],")) {
      return List.of();
    }
    List<RecordHeader> headers = new ArrayList<>();
    do {
      line.expect("{\"key\":");
      String key = string();
      line.expect(",");
      headers.add(new RecordHeader(key, text("value")));
      line.expect("}");
    } while (line.skip(","));
    line.expect("],");
    return headers;
  }

  private byte[] value() throws ParseException {
    if (line.skip("\"value_base64\":")) {
      return line.base64();
    }
    line.expect("\"value\":");
    byte[] payload = line.allButLast();
    if (Arrays.equals(payload, NULL)) {
      return null;
    }
    if (!embeddable.test(payload)) {
      throw line.problem("the value is not one JSON value");
    }
    return payload;
  }

  /** A text which may be missing or no UTF-8. */
  private byte[] text(String name) throws ParseException {
    line.expect("\"");
    line.expect(name);
    if (line.skip("_base64\":")) {
      return line.base64();
    }
    line.expect("\":");
    return line.skip("null") ? null : line.string();
  }

  private String string() throws ParseException {
    return new String(line.string(), UTF_8);
  }
}
