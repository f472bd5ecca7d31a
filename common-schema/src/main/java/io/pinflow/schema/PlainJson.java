package io.pinflow.schema;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Recognizes a JSON text of the usual kind in one pass over its bytes, without allocating: one
 * value (RFC 8259) in strict UTF-8 without a byte order mark, nested no deeper than {@value
 * #MAX_DEPTH}, its numbers and names no longer than {@value #MAX_NUMBER} and {@value #MAX_NAME}
 * bytes.
 *
 * <p>What it recognizes, every parser of JSON reads. Of what it does not recognize a parser has to
 * tell whether it is JSON. Immutable; its methods can be used by any thread.
 */
public final class PlainJson {

  static final int MAX_DEPTH = 63;
  static final int MAX_NUMBER = 500;
  static final int MAX_NAME = 4096;

  /** A one in each byte of a word. */
  private static final long EACH = 0x0101010101010101L;

  private static final long HIGHEST_BITS = 0x8080808080808080L;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** In place of a position: the text is not recognized. */
  private static final int NONE = -1;

  private PlainJson() {}

  /** Whether the bytes are such a text. */
  public static boolean matches(byte[] json) {
    // A bit for each value that is open, the innermost last: 1 for an object.
    long objects = 0;
    int depth = 0;
    int at = space(json, 0);
    while (true) {
      if (at == json.length) {
        return false;
      }
      byte start = json[at];
      if (start == '{' || start == '[') {
        if (depth == MAX_DEPTH) {
          return false;
        }
        objects = objects << 1 | (start == '{' ? 1 : 0);
        depth++;
        at = space(json, at + 1);
        if (at == json.length) {
          return false;
        }
        if (json[at] != close(objects)) {
          at = start == '{' ? name(json, at) : at;
          if (at == NONE) {
            return false;
          }
          continue;
        }
      } else {
        at = scalar(json, at);
        if (at == NONE) {
          return false;
        }
        at = space(json, at);
      }
      while (depth > 0 && at < json.length && json[at] == close(objects)) {
        objects >>>= 1;
        depth--;
        at = space(json, at + 1);
      }
      if (depth == 0) {
        return at == json.length;
      }
      if (at == json.length || json[at] != ',') {
        return false;
      }
      at = space(json, at + 1);
      if ((objects & 1) == 1) {
        at = name(json, at);
        if (at == NONE) {
          return false;
        }
      }
    }
  }

  private static byte close(long objects) {
    return (byte) ((objects & 1) == 1 ? '}' : ']');
  }

  /** The place of the next byte which is no white space. */
  private static int space(byte[] json, int from) {
    int at = from;
    while (at < json.length && json[at] <= ' ' && isSpace(json[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** The place of the value after a name, a colon between them. */
  private static int name(byte[] json, int from) {
    if (from == json.length || json[from] != '"') {
      return NONE;
    }
    int at = string(json, from + 1);
    if (at == NONE || at - from > MAX_NAME) {
      return NONE;
    }
    at = space(json, at);
    return at < json.length && json[at] == ':' ? space(json, at + 1) : NONE;
  }

  /** The place after a string, a number or a literal. */
  private static int scalar(byte[] json, int at) {
    switch (json[at]) {
      case '"':
        return string(json, at + 1);
      case 't':
        return literal(json, at, "true");
      case 'f':
        return literal(json, at, "false");
      case 'n':
        return literal(json, at, "null");
      default:
        return number(json, at);
    }
  }

  private static int literal(byte[] json, int at, String text) {
    if (json.length - at < text.length()) {
      return NONE;
    }
    for (int i = 1; i < text.length(); i++) {
      if (json[at + i] != text.charAt(i)) {
        return NONE;
      }
    }
    return at + text.length();
  }

  private static int string(byte[] json, int from) {
    int at = ascii(json, from);
    while (at < json.length) {
      byte b = json[at];
      if (b == '"') {
        return at + 1;
      }
      int length = b == '\\' ? escapeLength(json, at) : b < 0 ? Utf8.sequenceLength(json, at) : 0;
      if (length == 0) {
        return NONE;
      }
      at = ascii(json, at + length);
    }
    return NONE;
  }

  /** The place of the next byte which is not an ASCII character that stands for itself. */
  private static int ascii(byte[] json, int from) {
    int at = from;
    while (at <= json.length - Long.BYTES && isAscii((long) WORDS.get(json, at))) {
      at += Long.BYTES;
    }
    while (at < json.length && json[at] >= ' ' && json[at] != '"' && json[at] != '\\') {
      at++;
    }
    return at;
  }

  /**
   * Whether all of eight bytes are such characters. A subtraction leaves the highest bit of the
   * lowest byte which is not one; what it borrows from bytes above can only be a needless no.
   */
  private static boolean isAscii(long bytes) {
    long control = bytes - 0x20 * EACH;
    long quote = (bytes ^ '"' * EACH) - EACH;
    long backslash = (bytes ^ '\\' * EACH) - EACH;
    return ((bytes | control | quote | backslash) & HIGHEST_BITS) == 0;
  }

  /** The length of the escape at a place, 0 if there is none. */
  private static int escapeLength(byte[] json, int at) {
    if (at + 1 == json.length) {
      return 0;
    }
    switch (json[at + 1]) {
      case '"':
      case '\\':
      case '/':
      case 'b':
      case 'f':
      case 'n':
      case 'r':
      case 't':
        return 2;
      case 'u':
        return areHexDigits(json, at + 2) ? 6 : 0;
      default:
        return 0;
    }
  }

  private static boolean areHexDigits(byte[] json, int from) {
    if (json.length - from < 4) {
      return false;
    }
    for (int at = from; at < from + 4; at++) {
      if (Character.digit(json[at], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] json, int from) {
    int at = json[from] == '-' ? from + 1 : from;
    int end = digits(json, at);
    if (end == at || (json[at] == '0' && end > at + 1)) {
      return NONE;
    }
    at = end;
    if (at < json.length && json[at] == '.') {
      end = digits(json, at + 1);
      if (end == at + 1) {
        return NONE;
      }
      at = end;
    }
    if (at < json.length && (json[at] == 'e' || json[at] == 'E')) {
      at++;
      if (at < json.length && (json[at] == '+' || json[at] == '-')) {
        at++;
      }
      end = digits(json, at);
      if (end == at) {
        return NONE;
      }
      at = end;
    }
    return at - from > MAX_NUMBER ? NONE : at;
  }

  /** The place after the digits which begin at a place. */
  private static int digits(byte[] json, int from) {
    int at = from;
    while (at < json.length && json[at] >= '0' && json[at] <= '9') {
      at++;
    }
    return at;
  }
}
