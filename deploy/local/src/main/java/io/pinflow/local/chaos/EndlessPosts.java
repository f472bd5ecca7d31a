package io.pinflow.local.chaos;

import io.pinflow.emulator.generator.GeneratorConfig;
import io.pinflow.emulator.generator.PostGenerator;
import io.pinflow.emulator.source.Post;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.schema.RecordKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Generated posts until they are stopped. Few are exact repeats, and every {@value
 * #REFUSED_ONE_IN}th is one record that cleaning refuses.
 */
final class EndlessPosts implements PostSource {

  static final int REFUSED_ONE_IN = 50;

  /** Large enough that contents stay new for as long as a run takes. */
  private static final int CATALOGUE = 100_000;

  private final PostGenerator generator;
  private final long seed;
  private long next;
  private volatile boolean stopped;

  EndlessPosts(long seed) {
    this.seed = seed;
    this.generator = new PostGenerator(new GeneratorConfig(seed, CATALOGUE));
  }

  /** Ends the sequence; may be called by any thread. */
  void stop() {
    stopped = true;
  }

  @Override
  public String identity() {
    return "posts under faults, seed " + seed;
  }

  @Override
  public void startAfter(long mark) {
    next = mark;
  }

  @Override
  public long mark() {
    return next;
  }

  @Override
  public OptionalLong records() {
    return OptionalLong.empty();
  }

  @Override
  public Optional<Post> next() {
    if (stopped) {
      return Optional.empty();
    }
    long number = next++;
    return Optional.of(
        number % REFUSED_ONE_IN == REFUSED_ONE_IN - 1 ? refused(number) : generator.post(number));
  }

  /** No latitude lies beyond 90 degrees. */
  private Post refused(long number) {
    String payload =
        String.format(
            "{\"index\":%d,\"timestamp\":\"2020-01-01 00:00:00\",\"latitude\":%d.5,\"longitude\":1.5,"
                + "\"country\":\"seed %d\"}",
            generator.index(number), 100 + number, seed);
    return new Post(
        List.of(PostRecord.json(RecordKind.GEO, payload.getBytes(StandardCharsets.UTF_8))));
  }

  @Override
  public void close() {}
}
