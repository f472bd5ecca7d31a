package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;

import io.pinflow.schema.RecordKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Posts as they travel, each known by its index. */
final class Posts {

  private Posts() {}

  /** The records of one kind of the posts of the indexes from..to. */
  static List<byte[]> of(RecordKind kind, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> json(kind, i).getBytes(UTF_8)).collect(toList());
  }

  private static String json(RecordKind kind, int i) {
    switch (kind) {
      case PIN:
        return String.format(
            Locale.ROOT,
            "{\"index\":%d,\"title\":\"Pin %d\",\"follower_count\":\"%dk\"}",
            i,
            i,
            i % 90);
      case GEO:
        return String.format(
            Locale.ROOT,
            "{\"ind\":%d,\"timestamp\":\"2020-02-29 12:00:00\",\"latitude\":1.5,"
                + "\"longitude\":2.5,\"country\":\"Albania\"}",
            i);
      case USER:
        return String.format(
            Locale.ROOT,
            "{\"ind\":%d,\"first_name\":\"A\",\"last_name\":\"B\",\"age\":30,"
                + "\"date_joined\":\"2016-01-01T00:00:00\"}",
            i);
    }
    throw new AssertionError(kind);
  }
}
