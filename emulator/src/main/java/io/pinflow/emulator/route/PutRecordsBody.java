package io.pinflow.emulator.route;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.pinflow.emulator.source.PostRecord;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;

/** The API's body for several records of a stream; payloads are put in byte for byte. */
final class PutRecordsBody {

  private static final byte[] START = "{\"records\":[".getBytes(US_ASCII);
  private static final byte[] DATA = "{\"data\":".getBytes(US_ASCII);
  private static final byte[] PARTITION_KEY = ",\"partition-key\":\"".getBytes(US_ASCII);
  private static final byte[] RECORD_END = "\"}".getBytes(US_ASCII);
  private static final byte[] END = "]}".getBytes(US_ASCII);

  private PutRecordsBody() {}

  /**
   * The body, or empty if the API cannot carry the records: what is no JSON object travels as a
   * string, which only takes valid UTF-8.
   */
  static Optional<byte[]> of(List<PostRecord> records, PartitionKeys keys) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(START);
    for (int i = 0; i < records.size(); i++) {
      PostRecord record = records.get(i);
      if (i > 0) {
        body.write(',');
      }
      body.writeBytes(DATA);
      if (record.json()) {
        body.writeBytes(record.payload());
      } else {
        Optional<String> text = text(record.payload());
        if (text.isEmpty()) {
          return Optional.empty();
        }
        body.write('"');
        body.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(text.get()));
        body.write('"');
      }
      body.writeBytes(PARTITION_KEY);
      body.writeBytes(keys.keyOf(record).getBytes(US_ASCII));
      body.writeBytes(RECORD_END);
    }
    body.writeBytes(END);
    return Optional.of(body.toByteArray());
  }

  private static Optional<String> text(byte[] payload) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
