package io.pinflow.emulator;

/**
 * How far a source has been dealt with.
 *
 * @param begun whether there is a post before this place
 * @param mark the source's mark of the last post before this place
 * @param posts how many posts are before it
 * @param refused how many of their records were refused
 */
record Place(boolean begun, long mark, long posts, long refused) {

  /** Before the first post. */
  static final Place START = new Place(false, 0, 0, 0);
}
