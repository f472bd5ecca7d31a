package io.pinflow.jobs.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** One line of JSON under construction, as bytes. Not thread-safe; reused from line to line. */
final class LineBuffer {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[4096];
  private int length;

  void clear() {
    length = 0;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  /** Appends text that is ASCII and needs no escape. */
  @SuppressWarnings("deprecation") // The one copy of ASCII text which allocates nothing.
  LineBuffer ascii(String text) {
    ensure(text.length());
    text.getBytes(0, text.length(), bytes, length);
    length += text.length();
    return this;
  }

  /** Appends a number in decimal digits. */
  LineBuffer number(long value) {
    if (value < 0) {
      return ascii(Long.toString(value));
    }
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    ensure(digits);
    length += digits;
    int at = length;
    long rest = value;
    do {
      bytes[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    return this;
  }

  /** Appends bytes as they are. */
  LineBuffer raw(byte[] data) {
    ensure(data.length);
    System.arraycopy(data, 0, bytes, length, data.length);
    length += data.length;
    return this;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Appends a JSON string of any text. */
  LineBuffer string(String text) {
    return string(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends a JSON string of bytes which are valid UTF-8. */
  LineBuffer string(byte[] utf8) {
    ensure(utf8.length * 6L + 2);
    put('"');
    for (byte b : utf8) {
      if (b == '"' || b == '\\') {
        put('\\');
        put(b);
      } else if (b >= 0 && b < ' ') {
        ascii("\\u00");
        put(HEX[b >> 4]);
        put(HEX[b & 0xF]);
      } else {
        put(b);
      }
    }
    put('"');
    return this;
  }

  /** Appends a JSON string with the bytes in base64 (RFC 4648, padded). */
  LineBuffer base64(byte[] data) {
    byte[] encoded = Base64.getEncoder().encode(data);
    ensure(encoded.length + 2L);
    put('"');
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
    put('"');
    return this;
  }

  /**
   * Appends a JSON text as it is but for line breaks, which become blanks. Inside a JSON string a
   * line break is always escaped, so only blanks between tokens are touched.
   */
  LineBuffer json(byte[] json) {
    raw(json);
    for (int i = length - json.length; i < length; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        bytes[i] = ' ';
      }
    }
    return this;
  }

  private void put(int b) {
    bytes[length++] = (byte) b;
  }

  private void ensure(long more) {
    long needed = length + more;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(needed, bytes.length * 2L)));
    }
  }
}
