package io.pinflow.jobs.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Takes one line apart, piece by piece, as {@link LineBuffer} puts it together. Every method fails
 * with the place in the line where something else stands. Not thread-safe; reused from line to
 * line.
 */
final class LineCursor {

  private static final int CONTROL_ESCAPE = 6;

  private byte[] bytes;
  private int start;
  private int at;
  private int end;

  /** Begins with the bytes from..to, which hold no line break. */
  void start(byte[] line, int from, int to) {
    bytes = line;
    start = from;
    at = from;
    end = to;
  }

  boolean skip(String ascii) {
    int length = ascii.length();
    if (end - at < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != ascii.charAt(i)) {
        return false;
      }
    }
    at += length;
    return true;
  }

  void expect(String ascii) throws ParseException {
    if (!skip(ascii)) {
      throw problem("'" + ascii + "' is missing");
    }
  }

  void expectEnd() throws ParseException {
    if (at != end) {
      throw problem("there is more after the record's end");
    }
  }

  long number() throws ParseException {
    int from = at;
    if (at < end && bytes[at] == '-') {
      at++;
    }
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    try {
      return Long.parseLong(new String(bytes, from, at - from, US_ASCII));
    } catch (NumberFormatException e) {
      throw problem("there is no whole number of 64 bits");
    }
  }

  /** The UTF-8 bytes of a JSON string. */
  byte[] string() throws ParseException {
    int close = closingQuote();
    byte[] raw = Arrays.copyOfRange(bytes, at, close);
    int length = unescape(raw);
    at = close + 1;
    return length == raw.length ? raw : Arrays.copyOf(raw, length);
  }

  byte[] base64() throws ParseException {
    int close = closingQuote();
    try {
      byte[] decoded = Base64.getDecoder().decode(Arrays.copyOfRange(bytes, at, close));
      at = close + 1;
      return decoded;
    } catch (IllegalArgumentException e) {
      throw problem("there is no base64");
    }
  }

  /** All bytes up to the last one of the line, which is left. */
  byte[] allButLast() throws ParseException {
    if (at >= end - 1) {
      throw problem("the line ends here");
    }
    byte[] taken = Arrays.copyOfRange(bytes, at, end - 1);
    at = end - 1;
    return taken;
  }

  ParseException problem(String what) {
    return new ParseException(what, at - start + 1);
  }

  /** Steps over the opening quote and finds the closing one. */
  private int closingQuote() throws ParseException {
    expect("\"");
    int close = at;
    while (close < end && bytes[close] != '"') {
      close += bytes[close] == '\\' ? 2 : 1;
    }
    if (close >= end) {
      throw problem("a string has no end");
    }
    return close;
  }

  /** Replaces the escapes in place and tells the length of what is left. */
  private int unescape(byte[] raw) throws ParseException {
    int to = 0;
    for (int from = 0; from < raw.length; from++) {
      if (raw[from] != '\\') {
        raw[to++] = raw[from];
      } else if (raw[from + 1] == '"' || raw[from + 1] == '\\') {
        raw[to++] = raw[++from];
      } else {
        raw[to++] = control(raw, from);
        from += CONTROL_ESCAPE - 1;
      }
    }
    return to;
  }

  /** The control character of an escape such as {@code \}{@code u000a}. */
  private byte control(byte[] raw, int from) throws ParseException {
    String escape = new String(raw, from, Math.min(CONTROL_ESCAPE, raw.length - from), ISO_8859_1);
    if (escape.length() == CONTROL_ESCAPE && escape.startsWith("\\u00")) {
      int high = Character.digit(escape.charAt(4), 16);
      int low = Character.digit(escape.charAt(5), 16);
      if ((high == 0 || high == 1) && low >= 0) {
        return (byte) (high << 4 | low);
      }
    }
    throw problem("a string holds the escape '" + escape + "', which no archive has");
  }
}
