package io.pinflow.emulator.route;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.pinflow.emulator.source.PostRecord;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;

/** The body of a produce request, put together from bytes so that payloads stay as they are. */
final class ProduceBody {

  private static final byte[] START = "{\"records\":[".getBytes(US_ASCII);
  private static final byte[] VALUE = "{\"value\":".getBytes(US_ASCII);
  private static final byte[] END = "]}".getBytes(US_ASCII);

  private ProduceBody() {}

  static byte[] of(List<PostRecord> records, boolean json) {
    int size = START.length + END.length;
    for (PostRecord record : records) {
      size += VALUE.length + 4 + (json ? record.payload().length : record.payload().length * 2);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(size);
    body.writeBytes(START);
    for (int i = 0; i < records.size(); i++) {
      if (i > 0) {
        body.write(',');
      }
      body.writeBytes(VALUE);
      byte[] payload = records.get(i).payload();
      if (json) {
        body.writeBytes(payload);
      } else {
        body.write('"');
        body.writeBytes(Base64.getEncoder().encode(payload));
        body.write('"');
      }
      body.write('}');
    }
    body.writeBytes(END);
    return body.toByteArray();
  }
}
