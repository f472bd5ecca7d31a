package io.pinflow.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OpenPostsTest {

  @Test
  void movesOnWhenAllRecordsOfTheOldestPostHaveTheirOutcome() {
    OpenPosts posts = new OpenPosts(Place.START);
    OpenPost first = posts.add(10, 2);
    OpenPost second = posts.add(20, 1);
    assertThat(posts.settled()).isEqualTo(Place.START);

    second.refused();
    first.acknowledged();
    assertThat(posts.settled()).isEqualTo(Place.START);

    first.acknowledged();
    assertThat(posts.settled()).isEqualTo(new Place(true, 20, 2, 1));
  }

  @Test
  void goesOnFromAnEarlierPlace() {
    OpenPosts posts = new OpenPosts(new Place(true, 70, 7, 3));

    OpenPost post = posts.add(80, 1);
    assertThat(post.number()).isEqualTo(7);
    post.refused();

    assertThat(posts.settled()).isEqualTo(new Place(true, 80, 8, 4));
  }

  @Test
  void passesOverAPostWithoutRecords() {
    OpenPosts posts = new OpenPosts(Place.START);

    posts.add(5, 0);

    assertThat(posts.settled()).isEqualTo(new Place(true, 5, 1, 0));
  }

  @Property
  void neverPassesAPostThatIsOpen(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 39) Integer> order) {
    OpenPosts posts = new OpenPosts(Place.START);
    List<OpenPost> open = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      open.add(posts.add(i, 1));
    }
    boolean[] settled = new boolean[40];
    for (int post : order) {
      if (!settled[post]) {
        settled[post] = true;
        open.get(post).acknowledged();
      }
      int expected = 0;
      while (expected < 40 && settled[expected]) {
        expected++;
      }
      assertThat(posts.settled().posts()).isEqualTo(expected);
    }
  }

  @Test
  void makesItsReaderWaitUntilThereIsRoomOrWillBeNone() throws InterruptedException {
    OpenPosts posts = new OpenPosts(Place.START, 2);
    OpenPost first = posts.add(1, 1);
    OpenPost second = posts.add(2, 1);
    assertThat(posts.full()).isTrue();

    CountDownLatch room = awaitRoom(posts);
    second.acknowledged();
    assertThat(posts.full()).isTrue();
    first.acknowledged();
    assertThat(room.await(20, TimeUnit.SECONDS)).isTrue();

    posts.add(3, 1);
    posts.add(4, 1);
    CountDownLatch stopped = awaitRoom(posts);
    posts.stop();
    assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private static CountDownLatch awaitRoom(OpenPosts posts) {
    CountDownLatch done = new CountDownLatch(1);
    Thread reader =
        new Thread(
            () -> {
              try {
                posts.awaitRoom();
                done.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    reader.setDaemon(true);
    reader.start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> reader.getState() == Thread.State.WAITING);
    return done;
  }
}
