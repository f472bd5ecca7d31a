package io.pinflow.emulator.generator;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How many posts people have: the numbers of the real set, one per person. */
final class PostCounts {

  private final int[] counts;

  private PostCounts(int[] counts) {
    this.counts = counts;
  }

  static PostCounts load() {
    return new PostCounts(
        Resources.rows("posts-per-user.tsv").stream()
            .flatMapToInt(
                row ->
                    IntStream.generate(() -> Integer.parseInt(row[0]))
                        .limit(Long.parseLong(row[1])))
            .toArray());
  }

  /**
   * The numbers of as many people as it takes to make that many posts: exactly the real set's
   * people for its own size.
   */
  int[] draw(int posts, SplitMix random) {
    int[] shuffled = counts.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int count = shuffled[i];
      shuffled[i] = shuffled[other];
      shuffled[other] = count;
    }
    int[] drawn = new int[posts];
    int people = 0;
    int left = posts;
    while (left > 0) {
      drawn[people] = Math.min(left, shuffled[people % shuffled.length]);
      left -= drawn[people];
      people++;
    }
    return Arrays.copyOf(drawn, people);
  }
}
