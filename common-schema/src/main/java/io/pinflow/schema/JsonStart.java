package io.pinflow.schema;

/**
 * Finds where the JSON text of a payload starts. The parser would do so itself, but it also guesses
 * at UTF-16 and UTF-32 and skips a second byte order mark, in which the contract's UTF-8 has no
 * part.
 */
final class JsonStart {
  private JsonStart() {}

  /** The place after one UTF-8 byte order mark, if there is one, and white space. */
  static int of(byte[] payload) {
    int at = hasByteOrderMark(payload) ? 3 : 0;
    while (at < payload.length && isSpace(payload[at])) {
      at++;
    }
    return at;
  }

  /** Whether a JSON value in UTF-8 can start at a place within the payload. */
  static boolean isPossible(byte[] payload, int at) {
    if (at + 1 < payload.length && payload[at + 1] == 0) {
      return false;
    }
    byte first = payload[at];
    return (first >= '0' && first <= '9') || "{[\"-tfn".indexOf(first) >= 0;
  }

  private static boolean hasByteOrderMark(byte[] payload) {
    return payload.length >= 3
        && payload[0] == (byte) 0xEF
        && payload[1] == (byte) 0xBB
        && payload[2] == (byte) 0xBF;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
