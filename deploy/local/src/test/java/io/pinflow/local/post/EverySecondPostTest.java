package io.pinflow.local.post;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.emulator.generator.GeneratorConfig;
import io.pinflow.emulator.generator.PostGenerator;
import io.pinflow.emulator.source.Post;
import io.pinflow.emulator.source.PostSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EverySecondPostTest {

  private static final int POSTS = 5;

  @Test
  void theTwoHalvesTogetherAreTheWholeSource() {
    List<String> all = read(posts());
    assertThat(all).hasSize(POSTS).doesNotHaveDuplicates();
    assertThat(read(EverySecondPost.odd(posts())))
        .containsExactly(all.get(0), all.get(2), all.get(4));
    assertThat(read(EverySecondPost.even(posts()))).containsExactly(all.get(1), all.get(3));
  }

  @Test
  void aHalfGoesOnAfterAMark() {
    List<String> all = read(posts());
    PostSource first = EverySecondPost.even(posts());
    assertThat(first.next()).isPresent();
    PostSource resumed = EverySecondPost.even(posts());
    resumed.startAfter(first.mark());
    assertThat(read(resumed)).containsExactly(all.get(3));
  }

  private static PostSource posts() {
    return new PostGenerator(GeneratorConfig.ofSeed(1)).source(POSTS);
  }

  private static List<String> read(PostSource source) {
    List<String> read = new ArrayList<>();
    for (Optional<Post> post = source.next(); post.isPresent(); post = source.next()) {
      read.add(new String(post.get().records().get(0).payload(), StandardCharsets.UTF_8));
    }
    return read;
  }
}
