package io.pinflow.emulator.generator;

import io.pinflow.emulator.source.Post;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.schema.RecordKind;
import java.util.Optional;
import java.util.OptionalLong;

/** The first posts of a generator. */
final class GeneratedSource implements PostSource {

  private final PostGenerator generator;
  private final long posts;
  private long next;

  GeneratedSource(PostGenerator generator, long posts) {
    this.generator = generator;
    this.posts = posts;
  }

  @Override
  public String identity() {
    return "generator, seed " + generator.seed() + ", catalogue of " + generator.catalogueSize();
  }

  @Override
  public void startAfter(long mark) {
    next = Math.min(mark, posts);
  }

  @Override
  public long mark() {
    return next;
  }

  @Override
  public OptionalLong records() {
    return OptionalLong.of(Math.multiplyExact(posts - next, (long) RecordKind.values().length));
  }

  @Override
  public Optional<Post> next() {
    return next == posts ? Optional.empty() : Optional.of(generator.post(next++));
  }

  @Override
  public void close() {}
}
