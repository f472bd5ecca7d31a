package io.pinflow.jobs.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RecordHeader;
import io.pinflow.jobs.source.RecordPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Reads lines of the archive as another program would, independent of the encoder. */
public final class ArchivedLine {

  private static final JsonFactory JSON = new JsonFactory();

  private final byte[] line;
  private String topic;
  private int partition;
  private long offset;
  private String stream;
  private String shard;
  private String sequence;
  private long timestamp;
  private byte[] key;
  private List<RecordHeader> headers;
  private byte[] value;

  private ArchivedLine(byte[] line) {
    this.line = line;
  }

  static RawRecord parse(byte[] line) {
    ArchivedLine parsed = new ArchivedLine(line);
    try (JsonParser json = JSON.createParser(line)) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        json.nextToken();
        parsed.field(field, json);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(new String(line, UTF_8), e);
    }
    return new RawRecord(
        parsed.position(), parsed.timestamp, parsed.key, parsed.headers, parsed.value);
  }

  /** The lines of an object. */
  public static List<RawRecord> parseAll(byte[] object) {
    List<RawRecord> records = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < object.length; i++) {
      if (object[i] == '\n') {
        records.add(parse(Arrays.copyOfRange(object, start, i)));
        start = i + 1;
      }
    }
    if (start != object.length) {
      throw new IllegalArgumentException("The last line has no end");
    }
    return records;
  }

  private RecordPosition position() {
    return stream == null
        ? new KafkaPosition(topic, partition, offset)
        : new KinesisPosition(stream, shard, sequence);
  }

  private void field(String field, JsonParser json) throws IOException {
    switch (field) {
      case "topic":
        topic = json.getText();
        break;
      case "partition":
        partition = json.getIntValue();
        break;
      case "offset":
        offset = json.getLongValue();
        break;
      case "stream":
        stream = json.getText();
        break;
      case "shard":
        shard = json.getText();
        break;
      case "sequence":
        sequence = json.getText();
        break;
      case "timestamp":
        timestamp = json.getLongValue();
        break;
      case "key":
      case "key_base64":
        key = text(field, json);
        break;
      case "headers":
        headers = headers(json);
        break;
      case "value":
        value = embedded(json);
        break;
      case "value_base64":
        value = Base64.getDecoder().decode(json.getText());
        break;
      default:
        throw new IllegalArgumentException(field);
    }
  }

  /** The bytes between {@code "value":} and the brace which ends the line. */
  private byte[] embedded(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    int start = (int) json.currentTokenLocation().getByteOffset();
    while (line[start - 1] != ':') {
      start--;
    }
    json.skipChildren();
    return Arrays.copyOfRange(line, start, line.length - 1);
  }

  private static List<RecordHeader> headers(JsonParser json) throws IOException {
    List<RecordHeader> headers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      json.nextToken();
      json.nextToken();
      String key = json.getText();
      String field = json.nextFieldName();
      json.nextToken();
      headers.add(new RecordHeader(key, text(field, json)));
      json.nextToken();
    }
    return headers;
  }

  private static byte[] text(String field, JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    String text = json.getText();
    return field.endsWith("_base64") ? Base64.getDecoder().decode(text) : text.getBytes(UTF_8);
  }
}
