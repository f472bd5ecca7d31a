package io.pinflow.local.post;

import io.pinflow.emulator.source.Post;
import io.pinflow.emulator.source.PostSource;
import java.util.Optional;
import java.util.OptionalLong;

/** Every second post of another source: either the first, third, ... or the second, fourth, ... */
final class EverySecondPost implements PostSource {

  private final PostSource posts;
  private final boolean odd;
  private boolean atOdd = true;

  private EverySecondPost(PostSource posts, boolean odd) {
    this.posts = posts;
    this.odd = odd;
  }

  /** The first post of the source, the third, and so on. */
  static PostSource odd(PostSource posts) {
    return new EverySecondPost(posts, true);
  }

  /** The second post of the source, the fourth, and so on. */
  static PostSource even(PostSource posts) {
    return new EverySecondPost(posts, false);
  }

  @Override
  public String identity() {
    return posts.identity() + (odd ? ", odd posts" : ", even posts");
  }

  /** A post which this source has yielded, so that one of the other half comes next. */
  @Override
  public void startAfter(long mark) {
    posts.startAfter(mark);
    atOdd = !odd;
  }

  @Override
  public long mark() {
    return posts.mark();
  }

  /** Not known: posts may differ in their number of records. */
  @Override
  public OptionalLong records() {
    return OptionalLong.empty();
  }

  @Override
  public Optional<Post> next() {
    Optional<Post> post = posts.next();
    boolean wanted = atOdd == odd;
    atOdd = !atOdd;
    return wanted || post.isEmpty() ? post : next();
  }

  @Override
  public void close() {
    posts.close();
  }
}
