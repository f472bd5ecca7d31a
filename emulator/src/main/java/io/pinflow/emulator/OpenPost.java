package io.pinflow.emulator;

/** A post whose records do not all have their outcome yet. Thread-safe through its owner. */
final class OpenPost {

  private final OpenPosts owner;
  private final long number;
  private final long mark;
  private int left;
  private int refused;

  OpenPost(OpenPosts owner, long number, long mark, int records) {
    this.owner = owner;
    this.number = number;
    this.mark = mark;
    this.left = records;
  }

  /** Its place in the source, counted from 0. */
  long number() {
    return number;
  }

  /** One of its records is stored. */
  void acknowledged() {
    synchronized (owner) {
      left--;
      owner.advance();
    }
  }

  /** One of its records cannot be sent, now or later. */
  void refused() {
    synchronized (owner) {
      left--;
      refused++;
      owner.advance();
    }
  }

  boolean settled() {
    return left == 0;
  }

  /** The place behind this post, when all before it are settled too. */
  Place after(Place before) {
    return new Place(true, mark, before.posts() + 1, before.refused() + refused);
  }
}
