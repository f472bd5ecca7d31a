package io.pinflow.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultScheduleTest {

  @Test
  void sameSeedAndMinutesMakeTheSameSchedule() {
    assertThat(FaultSchedule.of(7, 12)).isEqualTo(FaultSchedule.of(7, 12));
    assertThat(FaultSchedule.of(7, 12)).isNotEqualTo(FaultSchedule.of(8, 12));
  }

  @Test
  void everyKindOccursInTenMinutesWhateverTheSeed() {
    for (long seed = 0; seed < 200; seed++) {
      assertThat(kinds(FaultSchedule.of(seed, 10)))
          .as("seed %d", seed)
          .containsExactlyInAnyOrder(FaultKind.values());
    }
  }

  @Test
  void noKindOccursTwiceBeforeEachHasOccurredOnce() {
    List<Fault> faults = FaultSchedule.of(3, 20);
    int kinds = FaultKind.values().length;
    for (int i = 0; i + kinds <= faults.size(); i += kinds) {
      assertThat(kinds(faults.subList(i, i + kinds))).hasSize(kinds);
    }
  }

  @Test
  void faultsAreInOrderAndDueWithinTheRun() {
    for (int minutes : new int[] {1, 5, 15}) {
      List<Fault> faults = FaultSchedule.of(1, minutes);
      assertThat(faults).extracting(Fault::at).isSorted();
      assertThat(faults.get(0).at()).isZero();
      assertThat(faults)
          .extracting(Fault::at)
          .allMatch(at -> at.compareTo(Duration.ofMinutes(minutes)) < 0);
    }
  }

  @Test
  void onlyLongRunsHaveOutagesOfMoreThanAMinute() {
    assertThat(longest(FaultSchedule.of(1, 9))).isLessThan(Duration.ofMinutes(1));
    assertThat(longest(FaultSchedule.of(1, 30))).isGreaterThan(Duration.ofMinutes(1));
  }

  @Test
  void whatIsOverAtOnceIsNotHeld() {
    assertThat(FaultSchedule.of(1, 30))
        .allSatisfy(
            fault -> assertThat(fault.hold().isZero()).isNotEqualTo(fault.kind().lasting()));
  }

  private static Set<FaultKind> kinds(List<Fault> faults) {
    Set<FaultKind> kinds = new HashSet<>();
    faults.forEach(fault -> kinds.add(fault.kind()));
    return kinds;
  }

  private static Duration longest(List<Fault> faults) {
    return faults.stream().map(Fault::hold).max(Duration::compareTo).orElseThrow();
  }
}
