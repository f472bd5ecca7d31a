package io.pinflow.emulator;

import java.util.ArrayDeque;

/**
 * The posts under way, in the source's order, and the place up to which all are settled. Posts get
 * their outcomes in any order; the place moves on when the oldest one has its own. Thread-safe.
 */
final class OpenPosts {

  /** Bounds the memory which posts take that wait for an older one to be sent again. */
  private static final int MOST = 100_000;

  private final ArrayDeque<OpenPost> open = new ArrayDeque<>();
  private final int most;
  private Place settled;
  private long next;
  private boolean stopped;

  OpenPosts(Place start) {
    this(start, MOST);
  }

  OpenPosts(Place start, int most) {
    this.settled = start;
    this.next = start.posts();
    this.most = most;
  }

  synchronized OpenPost add(long mark, int records) {
    OpenPost post = new OpenPost(this, next++, mark, records);
    open.add(post);
    advance();
    return post;
  }

  synchronized boolean full() {
    return open.size() >= most;
  }

  /** Waits until there is room for another post, or until there will be none. */
  synchronized void awaitRoom() throws InterruptedException {
    while (full() && !stopped) {
      wait();
    }
  }

  /** Tells that what is open stays open. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /** Behind the last post which, with all before it, was acknowledged or refused. */
  synchronized Place settled() {
    return settled;
  }

  synchronized void advance() {
    while (!open.isEmpty() && open.peek().settled()) {
      settled = open.remove().after(settled);
      notifyAll();
    }
  }
}
