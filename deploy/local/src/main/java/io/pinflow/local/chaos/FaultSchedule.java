package io.pinflow.local.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The faults of a run, a function of its seed and length alone. Kinds come in rounds, each of all
 * kinds in an order of its own, so that none comes much more often than another.
 */
final class FaultSchedule {

  /** A run of as many minutes has outages that last for longer than clients retry. */
  private static final int LONG_RUN_MINUTES = 10;

  private static final int FAULTS_PER_MINUTE = 2;
  private static final int SHORTEST_SECONDS = 4;
  private static final int LONGEST_SECONDS = 15;
  private static final int LONG_OUTAGE_SECONDS = 75;
  private static final int LONG_OUTAGE_ONE_IN = 6;

  private FaultSchedule() {}

  /** The faults in the order in which they occur, spread evenly over the minutes. */
  static List<Fault> of(long seed, int minutes) {
    Random random = new Random(seed);
    int count = FAULTS_PER_MINUTE * (minutes + 1);
    Duration between = Duration.ofMinutes(minutes).dividedBy(count);
    List<FaultKind> kinds = kinds(random, count);
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FaultKind kind = kinds.get(i);
      faults.add(new Fault(between.multipliedBy(i), kind, hold(random, kind, minutes)));
    }
    return Collections.unmodifiableList(faults);
  }

  private static List<FaultKind> kinds(Random random, int count) {
    List<FaultKind> kinds = new ArrayList<>();
    while (kinds.size() < count) {
      List<FaultKind> round = new ArrayList<>(Arrays.asList(FaultKind.values()));
      Collections.shuffle(round, random);
      kinds.addAll(round);
    }
    return kinds.subList(0, count);
  }

  private static Duration hold(Random random, FaultKind kind, int minutes) {
    int seconds = SHORTEST_SECONDS + random.nextInt(LONGEST_SECONDS - SHORTEST_SECONDS + 1);
    boolean drawnLong = random.nextInt(LONG_OUTAGE_ONE_IN) == 0;
    if (!kind.lasting()) {
      return Duration.ZERO;
    }
    boolean isLong = drawnLong && minutes >= LONG_RUN_MINUTES && kind != FaultKind.REWIND;
    return Duration.ofSeconds(isLong ? LONG_OUTAGE_SECONDS : seconds);
  }
}
