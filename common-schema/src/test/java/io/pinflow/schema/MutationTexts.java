package io.pinflow.schema;

import java.util.List;

/** What {@link Mutation} puts into records. */
final class MutationTexts {

  static final List<String> OTHER_TYPES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-7",
          "1.5",
          "\"1\"",
          "\"true\"",
          "\"null\"",
          "[]",
          "{}",
          "[null]",
          "[1,[2,{\"ind\":3}]]",
          "{\"ind\":1,\"title\":\"x\"}",
          "\"2018-13-01 00:00:00\"",
          "\"2018-02-29 00:00:00\"",
          "\"31k\"",
          "undefined",
          "'x'",
          "True");

  static final List<String> NUMBERS =
      List.of(
          "1e400",
          "-1e400",
          "1e-400",
          "1E999999999",
          "-0",
          "-0.0",
          "0e0",
          "9".repeat(400),
          "-" + "1".repeat(400),
          "0." + "0".repeat(400) + "1",
          "1." + "0".repeat(400),
          "90.00000000000000000001",
          "180.0000000000000001",
          "150.0",
          "2147483648",
          "-2147483649",
          "9223372036854775807",
          "9223372036854775808",
          "1" + "0".repeat(17),
          "\"9223372036854775807\"",
          "\"9223372036854775.808k\"",
          "\"" + "9".repeat(400) + "B\"",
          "\"" + "0".repeat(400) + "1\"",
          "\"1e400\"",
          "\"-0\"",
          "\"\u0661\u0662k\"",
          "NaN",
          "\"NaN\"",
          "Infinity",
          "-Infinity",
          "+1",
          "01",
          "0x1F",
          ".5",
          "5.",
          "1e",
          "1_000");

  /** Whole and half surrogate pairs, control characters and escapes that JSON does not have. */
  static final List<String> ESCAPES =
      List.of(
          "\\ud83c\\udf84",
          "\\ud83c",
          "\\udf84",
          "\\udf84\\ud83c",
          "\\ud83c\\ud83c",
          "\\u0000",
          "\\u001f",
          "\\u007f",
          "\\u2028",
          "\\ufeff",
          "\\uffff",
          "\\u00",
          "\\uXYZW",
          "\\x41",
          "\\",
          "\\\"",
          "\\/\\b\\f\\n\\r\\t");

  static final byte[][] RAW = {
    {0},
    {1},
    {'\n'},
    {'\t'},
    {0x1F},
    {0x7F},
    {(byte) 0xFF},
    {(byte) 0x80},
    {(byte) 0xC0, (byte) 0x80},
    {(byte) 0xED, (byte) 0xA0, (byte) 0xBC, (byte) 0xED, (byte) 0xBE, (byte) 0x84},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
    {(byte) 0xE2, (byte) 0x82},
    {(byte) 0xEF, (byte) 0xBF, (byte) 0xBF},
    {(byte) 0xC2, (byte) 0x85},
    {'"'},
    {'"', ',', '"', 'x', '"', ':', '"'},
  };

  static final List<String> BLANKS =
      List.of(
          " ", "\t", "\n", "\u0000", "\u00a0", "\u2003", "\u3000", "\u200b", "\ufeff", "\u2028");

  private MutationTexts() {}
}
