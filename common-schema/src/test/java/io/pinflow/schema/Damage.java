package io.pinflow.schema;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Damages payloads the way transports, encoders and people do. */
final class Damage {
  private static final byte[][] SNIPPETS = {
    Json.utf8("\ufeff"),
    {0},
    {(byte) 0xFF},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {(byte) 0xC0, (byte) 0x80},
    {(byte) 0xF0, (byte) 0x9F},
    Json.utf8("\\ud800"),
    Json.utf8("\\udc00"),
    Json.utf8("\""),
    Json.utf8("\\"),
    Json.utf8("{"),
    Json.utf8("}"),
    Json.utf8("["),
    Json.utf8("]"),
    Json.utf8(","),
    Json.utf8(":"),
    Json.utf8("null"),
    Json.utf8("NaN"),
    Json.utf8("-"),
    Json.utf8("1e999"),
    Json.utf8("\"title\":1,"),
    Json.utf8("\"ind\":2,"),
    Json.utf8("[".repeat(100)),
    Json.utf8("{\"a\":".repeat(70)),
    Json.utf8("9".repeat(2000)),
    Json.utf8("\n"),
    Json.utf8("/*"),
    Json.utf8("'")
  };

  private Damage() {}

  static byte[] apply(byte[] payload, Random random) {
    byte[] damaged = payload;
    for (int times = random.nextInt(4); times >= 0; times--) {
      damaged = once(damaged, random);
    }
    return damaged;
  }

  private static byte[] once(byte[] payload, Random random) {
    int from = random.nextInt(payload.length + 1);
    int to = from + random.nextInt(payload.length - from + 1);
    ByteArrayOutputStream damaged = new ByteArrayOutputStream();
    damaged.write(payload, 0, from);
    switch (random.nextInt(5)) {
      case 0: // cut off
        return damaged.toByteArray();
      case 1: // a piece left out
        break;
      case 2: // a piece twice
        damaged.write(payload, from, to - from);
        damaged.write(payload, from, to - from);
        break;
      case 3: // one byte changed
        damaged.write(random.nextInt(256));
        to = Math.min(from + 1, payload.length);
        break;
      default: // something put in
        byte[] snippet = SNIPPETS[random.nextInt(SNIPPETS.length)];
        damaged.write(snippet, 0, snippet.length);
        to = from;
        break;
    }
    damaged.write(payload, to, payload.length - to);
    return damaged.toByteArray();
  }
}
