package io.pinflow.jobs.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * Places of positions, as runs between which others lie. Of many runs the first are kept. Not
 * thread-safe.
 */
final class Ranges {

  private static final int KEPT = 20;

  private final List<int[]> runs = new ArrayList<>();
  private long places;
  private long runsLeftOut;
  private int last = -2;

  /** Adds a place beyond those added before. */
  void add(int place) {
    places++;
    if (place != last + 1) {
      if (runs.size() < KEPT) {
        runs.add(new int[] {place, place});
      } else {
        runsLeftOut++;
      }
    } else if (runsLeftOut == 0) {
      runs.get(runs.size() - 1)[1] = place;
    }
    last = place;
  }

  long size() {
    return places;
  }

  /** Such as {@code 17-19, 40}. */
  String text(SortedFacts positions) {
    StringBuilder text = new StringBuilder();
    for (int[] run : runs) {
      text.append(text.length() == 0 ? "" : ", ").append(positions.position(run[0]));
      if (run[1] > run[0]) {
        text.append('-').append(positions.position(run[1]));
      }
    }
    return runsLeftOut == 0
        ? text.toString()
        : text.append(", and ").append(runsLeftOut).append(" more ranges").toString();
  }
}
