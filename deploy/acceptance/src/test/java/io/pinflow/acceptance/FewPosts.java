package io.pinflow.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Posts of a range of keys: those of even keys go by Kafka, those of odd ones by Kinesis. */
record FewPosts(int from, int to) {

  static final List<String> KINDS = List.of("pin", "geo", "user");

  /** No JSON, for the quarantine. */
  static final byte[] BROKEN = "no JSON".getBytes(UTF_8);

  /** The records of one kind that one system carries. */
  List<byte[]> of(String kind, boolean byKafka) {
    List<byte[]> records = new ArrayList<>();
    keys(byKafka).forEach(key -> records.add(json(kind, key).getBytes(UTF_8)));
    return records;
  }

  IntStream keys(boolean byKafka) {
    return IntStream.range(from, to).filter(key -> (key % 2 == 0) == byKafka);
  }

  /**
   * The records of some rounds, in each of which a broken one was sent beside its posts, as {@link
   * StoredLake#archived} tells them.
   */
  static List<String> archived(List<FewPosts> rounds) {
    List<String> records = new ArrayList<>();
    for (FewPosts posts : rounds) {
      for (String kind : KINDS) {
        posts.keys(true).forEach(key -> records.add(ObservedServers.topic(kind) + ' ' + key));
        posts.keys(false).forEach(key -> records.add(ObservedServers.stream(kind) + ' ' + key));
      }
      records.add(ObservedServers.topic("pin") + " -");
    }
    return records.stream().sorted().toList();
  }

  private static String json(String kind, int key) {
    return switch (kind) {
      case "pin" ->
          """
          {"index":%1$d,"unique_id":"u-%1$d","title":"Title %1$d","description":"A description",\
          "poster_name":"Ann","follower_count":"31k","tag_list":"a,b","is_image_or_video":"image",\
          "image_src":"https://example.org/%1$d","downloaded":1,\
          "save_location":"Local save in /data/art","category":"art"}"""
              .formatted(key);
      case "geo" ->
          """
          {"ind":%d,"timestamp":"2020-01-02 03:04:05","latitude":1.5,"longitude":-2.5,\
          "country":"Peru"}"""
              .formatted(key);
      case "user" ->
          """
          {"ind":%d,"first_name":"Ann","last_name":"Lee","age":30,\
          "date_joined":"2016-01-02 03:04:05"}"""
              .formatted(key);
      default -> throw new IllegalArgumentException("no kind " + kind);
    };
  }
}
