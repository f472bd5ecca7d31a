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

  /** The number of records of all kinds the whole sequence holds, where it is known beforehand. */
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
