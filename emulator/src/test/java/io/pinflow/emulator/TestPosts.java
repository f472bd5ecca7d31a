package io.pinflow.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinflow.emulator.generator.GeneratorConfig;
import io.pinflow.emulator.generator.PostGenerator;
import io.pinflow.emulator.source.Post;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.schema.RecordKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Sources of posts, and what they hold. */
final class TestPosts {

  private TestPosts() {}

  static PostSource generated(int posts) {
    return new PostGenerator(new GeneratorConfig(1, 500)).source(posts);
  }

  static PostSource pins(String... payloads) {
    return new ListSource(
        Arrays.stream(payloads)
            .map(payload -> PostRecord.json(RecordKind.PIN, payload.getBytes(UTF_8)))
            .toList());
  }

  /** Posts of one record each. */
  static PostSource of(PostRecord... records) {
    return new ListSource(List.of(records));
  }

  static List<PostRecord> all(PostSource source) {
    List<PostRecord> records = new ArrayList<>();
    Optional<Post> post;
    while ((post = source.next()).isPresent()) {
      records.addAll(post.get().records());
    }
    return records;
  }

  static List<String> texts(List<PostRecord> records) {
    return records.stream().map(TestPosts::text).toList();
  }

  static String text(PostRecord record) {
    return new String(record.payload(), UTF_8);
  }

  private static final class ListSource implements PostSource {
    private final List<PostRecord> records;
    private int next;

    ListSource(List<PostRecord> records) {
      this.records = records;
    }

    @Override
    public String identity() {
      return "list";
    }

    @Override
    public void startAfter(long mark) {
      next = (int) mark;
    }

    @Override
    public long mark() {
      return next;
    }

    @Override
    public OptionalLong records() {
      return OptionalLong.of(records.size() - next);
    }

    @Override
    public Optional<Post> next() {
      return next == records.size()
          ? Optional.empty()
          : Optional.of(new Post(List.of(records.get(next++))));
    }

    @Override
    public void close() {}
  }
}
