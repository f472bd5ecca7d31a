package io.pinflow.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.emulator.source.PostRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndlessPostsTest {

  @Test
  void goesOnUntilItIsStopped() {
    EndlessPosts posts = new EndlessPosts(1);
    assertThat(posts.next()).isPresent();
    assertThat(posts.next()).isPresent();
    posts.stop();
    assertThat(posts.next()).isEmpty();
  }

  @Test
  void cleaningRefusesOneRecordOfEveryFiftyPosts() {
    List<Content> refused =
        contents(new EndlessPosts(1), 2 * EndlessPosts.REFUSED_ONE_IN).stream()
            .filter(content -> !content.clean())
            .toList();
    assertThat(refused).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void equalSeedsMakeEqualPosts() {
    assertThat(contents(new EndlessPosts(5), 100))
        .isEqualTo(contents(new EndlessPosts(5), 100))
        .isNotEqualTo(contents(new EndlessPosts(6), 100));
  }

  private static List<Content> contents(EndlessPosts posts, int count) {
    List<Content> contents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      for (PostRecord record : posts.next().orElseThrow().records()) {
        contents.add(Content.of(record.kind(), record.payload()));
      }
    }
    return contents;
  }
}
