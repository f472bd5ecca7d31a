package io.pinflow.benchmarks;

import io.pinflow.schema.RecordKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Made-up records with the proportions of real ones: a pin has 680 bytes on average, four of ten
 * descriptions are not ASCII, three of four follower counts end in k. The same seed gives the same
 * records.
 */
final class SampleRecords {
  private static final List<String> WORDS =
      List.of(
          "quiet",
          "garden",
          "with",
          "paper",
          "lanterns",
          "and",
          "the",
          "old",
          "wooden",
          "table",
          "under",
          "a",
          "plum",
          "tree",
          "for",
          "small",
          "evening",
          "parties",
          "in",
          "late",
          "summer");
  private static final List<String> OTHER_WORDS = List.of("día", "Küche", "été", "…", "🎄", "’s");

  private final Random random = new Random(42);

  List<byte[]> of(RecordKind kind, int count) {
    return IntStream.range(0, count)
        .mapToObj(ind -> record(kind, ind).getBytes(StandardCharsets.UTF_8))
        .collect(Collectors.toList());
  }

  private String record(RecordKind kind, int ind) {
    return switch (kind) {
      case PIN -> pin(ind);
      case GEO -> geo(ind);
      case USER -> user(ind);
    };
  }

  private String pin(int ind) {
    return """
        {"index": %d, "unique_id": "%s", "title": "%s", "description": "%s", \
        "poster_name": "%s", "follower_count": "%s", "tag_list": "%s", \
        "is_image_or_video": "image", \
        "image_src": "https://i.example.org/originals/%08x/%08x.jpg", "downloaded": 1, \
        "save_location": "Local save in /data/home-decor", "category": "home-decor"}"""
        .formatted(
            ind,
            new UUID(random.nextLong(), random.nextLong()),
            text(" ", 8),
            random.nextInt(10) < 4 ? text(" ", 20) + ' ' + other() : text(" ", 22),
            text(" ", 2),
            followers(),
            text(",", 18),
            random.nextInt(),
            random.nextInt());
  }

  private String geo(int ind) {
    return """
        {"ind": %d, "timestamp": "%s", "latitude": %s, "longitude": %s, "country": "%s"}"""
        .formatted(
            ind,
            timestamp(),
            (random.nextInt(1_800_000) - 900_000) / 1e4,
            (random.nextInt(3_600_000) - 1_800_000) / 1e4,
            text(" ", 2));
  }

  private String user(int ind) {
    return """
        {"ind": %d, "first_name": "%s", "last_name": "%s", "age": %d, "date_joined": "%s"}"""
        .formatted(ind, text("", 1), text("", 1), 20 + random.nextInt(41), timestamp());
  }

  private String followers() {
    int of100 = random.nextInt(100);
    int count = 1 + random.nextInt(999);
    if (of100 == 0) {
      return "User Info Error";
    }
    return of100 < 75 ? count + "k" : of100 < 92 ? String.valueOf(count) : count % 10 + "M";
  }

  private String timestamp() {
    return "%04d-%02d-%02d %02d:%02d:%02d"
        .formatted(
            2017 + random.nextInt(6),
            1 + random.nextInt(12),
            1 + random.nextInt(28),
            random.nextInt(24),
            random.nextInt(60),
            random.nextInt(60));
  }

  private String text(String separator, int words) {
    return IntStream.range(0, words)
        .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
        .collect(Collectors.joining(separator));
  }

  private String other() {
    return OTHER_WORDS.get(random.nextInt(OTHER_WORDS.size()));
  }
}
