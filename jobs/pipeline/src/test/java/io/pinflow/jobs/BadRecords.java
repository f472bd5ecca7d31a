package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinflow.schema.RecordKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A record for each reason for which one is quarantined. */
final class BadRecords {

  private BadRecords() {}

  static List<byte[]> of(RecordKind kind) {
    List<byte[]> records = new ArrayList<>();
    records.add(null);
    for (String text : texts(kind)) {
      records.add(text.getBytes(UTF_8));
    }
    return records;
  }

  private static List<String> texts(RecordKind kind) {
    List<String> texts =
        new ArrayList<>(
            Arrays.asList(
                "",
                "{\"ind\":1",
                "[1]",
                "{\"ind\":1,\"more\":\"" + "x".repeat(5000) + "\"}",
                "{\"ind\":1,\"more\":" + "[".repeat(20) + "]".repeat(20) + "}",
                "{\"ind\":1,\"ind\":1}",
                "{\"more\":1}",
                "{\"ind\":\"1\"}",
                "{\"ind\":1,\"index\":2}"));
    if (kind == RecordKind.GEO) {
      texts.add(geo("\"2020-01-01 00:00:00\"", "91", "\"Albania\""));
      texts.add(geo("\"yesterday\"", "1", "\"Albania\""));
      texts.add(geo("\"2020-01-01 00:00:00\"", "1", "null"));
      texts.add(geo("\"2020-01-01 00:00:00\"", "\"1\"", "\"Albania\""));
    }
    return texts;
  }

  private static String geo(String timestamp, String latitude, String country) {
    return "{\"ind\":1,\"timestamp\":"
        + timestamp
        + ",\"latitude\":"
        + latitude
        + ",\"longitude\":1,\"country\":"
        + country
        + '}';
  }
}
