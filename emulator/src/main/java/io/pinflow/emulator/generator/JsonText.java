package io.pinflow.emulator.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Builds one JSON text as bytes. Not thread-safe. */
final class JsonText {

  private static final int INITIAL_BYTES = 1024;
  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;

  int length() {
    return length;
  }

  JsonText raw(byte[] text) {
    ensure(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
    return this;
  }

  JsonText raw(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  JsonText number(long value) {
    return raw(Long.toString(value).getBytes(UTF_8));
  }

  JsonText hexByte(int value) {
    return raw((char) HEX[value >> 4 & 15]).raw((char) HEX[value & 15]);
  }

  /** Two decimal digits. */
  JsonText twoDigits(int value) {
    return raw((char) ('0' + value / 10)).raw((char) ('0' + value % 10));
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
