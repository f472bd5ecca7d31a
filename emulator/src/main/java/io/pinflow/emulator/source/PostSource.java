package io.pinflow.emulator.source;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A finite sequence of posts, read once from start to end by one thread.
 *
 * <p>The sequence is the same every time the same source is opened; how fast it is read changes
 * nothing in it.
 */
public interface PostSource extends AutoCloseable {

  /**
   * What is read, for people and for telling two sources apart: equal for sources whose sequences
   * begin alike. It holds no credentials.
   */
  String identity();

  /**
   * Starts the sequence after the post of a mark; to be called before anything is read.
   *
   * @param mark what {@link #mark()} said in another run of the same source
   */
  void startAfter(long mark);

  /**
   * A mark for the post which {@link #next()} yielded last: started after it, the source yields
   * what comes behind that post.
   */
  long mark();

  /**
   * The number of records of all kinds from the start to the end of the sequence, where it is known
   * beforehand.
   */
  OptionalLong records();

  /**
   * The next post, or empty at the end.
   *
   * @throws io.pinflow.emulator.error.EmulatorException if the source cannot be read on
   */
  Optional<Post> next();

  @Override
  void close();
}
