package io.pinflow.emulator.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.emulator.error.EmulatorException;
import io.pinflow.emulator.source.Post;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.schema.RecordKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PostGeneratorTest {

  private static final int POSTS = 3000;

  @Test
  void makesTheSamePostsForTheSameSeedInAnyOrderAndAnyNumberOfThreads() {
    PostGenerator first = generator(7);
    List<String> inOrder = LongStream.range(0, POSTS).mapToObj(n -> text(first.post(n))).toList();

    PostGenerator backwards = generator(7);
    List<String> reversed = new ArrayList<>();
    for (long n = POSTS - 1; n >= 0; n--) {
      reversed.add(0, text(backwards.post(n)));
    }
    PostGenerator parallel = generator(7);
    List<String> threaded =
        IntStream.range(0, POSTS).parallel().mapToObj(n -> text(parallel.post(n))).toList();

    assertThat(reversed).isEqualTo(inOrder);
    assertThat(threaded).isEqualTo(inOrder);
    assertThat(read(generator(7).source(POSTS))).isEqualTo(inOrder);
  }

  @Test
  void makesTheSamePostsWhetherOrNotTheyWereWrittenBefore() {
    PostGenerator generator = generator(7);
    List<String> first = read(generator.source(POSTS));

    assertThat(read(generator.source(POSTS))).isEqualTo(first);
  }

  @Test
  void makesOtherPostsForAnotherSeed() {
    assertThat(read(generator(8).source(50)))
        .doesNotContainAnyElementsOf(read(generator(7).source(50)));
  }

  /** A seed's posts are promised to stay the same: this fails if a change alters them. */
  @Test
  void keepsThePostsOfASeedOverReleases() {
    Post post = generator(42).post(0);

    assertThat(json(post, RecordKind.GEO))
        .isEqualTo(
            "{\"ind\": 2258, \"timestamp\": \"2020-06-22 10:30:04\", \"latitude\": -89.6528,"
                + " \"longitude\": -179.122, \"country\": \"American Samoa\"}");
    assertThat(json(post, RecordKind.USER))
        .isEqualTo(
            "{\"ind\": 2258, \"first_name\": \"Abram\", \"last_name\": \"Abbott\", \"age\": 20,"
                + " \"date_joined\": \"2015-10-31 04:48:42\"}");
    assertThat(json(post, RecordKind.PIN))
        .startsWith(
            "{\"index\": 2258, \"unique_id\": \"efd74f00-51f1-4b52-b385-b2c2f49d57e2\", \"title\":"
                + " \"Popular Snowflake Really Mood Style Collection\", \"description\": ");
  }

  @Test
  void givesTheThreeRecordsOfAPostTheSameIndex() {
    PostGenerator generator = generator(7);
    for (long n = 0; n < 200; n++) {
      Post post = generator.post(n);
      String index = Integer.toString(generator.index(n));

      assertThat(post.records())
          .extracting(PostRecord::kind)
          .containsExactly(RecordKind.PIN, RecordKind.GEO, RecordKind.USER);
      assertThat(json(post, RecordKind.PIN)).startsWith("{\"index\": " + index + ", ");
      assertThat(json(post, RecordKind.GEO)).startsWith("{\"ind\": " + index + ", ");
      assertThat(json(post, RecordKind.USER)).startsWith("{\"ind\": " + index + ", ");
    }
  }

  @Test
  void drawsWithReplacementSoThatPostsRepeatExactly() {
    PostGenerator generator = generator(7);
    Map<Integer, String> byIndex = new HashMap<>();
    for (long n = 0; n < 5000; n++) {
      String post = text(generator.post(n));
      assertThat(byIndex.putIfAbsent(generator.index(n), post)).isIn(null, post);
    }

    // 11,154 × (1 − e^(−5,000/11,154)) = 4,029 expected, standard deviation 23.
    assertThat(byIndex).hasSizeBetween(3_930, 4_130);
  }

  @Test
  void makesPostsFromCataloguesOfAnySize() {
    for (int size : new int[] {1, 2, 100, 60_001}) {
      PostGenerator generator = new PostGenerator(new GeneratorConfig(3, size));
      List<Integer> indexes = LongStream.range(0, 500).mapToObj(generator::index).toList();
      assertThat(indexes).allMatch(index -> index >= 0 && index < size);
      assertThat(read(generator.source(500))).hasSize(500);
    }
  }

  @Test
  void tellsHowManyRecordsItsSourcesHold() {
    try (PostSource source = generator(1).source(5)) {
      assertThat(source.records()).hasValue(15);
    }
  }

  @Test
  void refusesSizesItCannotMake() {
    assertThatThrownBy(() -> new GeneratorConfig(1, 0))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("catalogue size '0'");
    assertThatThrownBy(() -> generator(1).source(-1))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("number of posts '-1'");
  }

  private static PostGenerator generator(long seed) {
    return new PostGenerator(GeneratorConfig.ofSeed(seed));
  }

  private static List<String> read(PostSource source) {
    List<String> posts = new ArrayList<>();
    try (source) {
      Optional<Post> post;
      while ((post = source.next()).isPresent()) {
        posts.add(text(post.get()));
      }
    }
    return posts;
  }

  private static String text(Post post) {
    StringBuilder text = new StringBuilder();
    post.records().forEach(record -> text.append(new String(record.payload(), UTF_8)).append('\n'));
    return text.toString();
  }

  private static String json(Post post, RecordKind kind) {
    return new String(post.records().get(kind.ordinal()).payload(), UTF_8);
  }
}
