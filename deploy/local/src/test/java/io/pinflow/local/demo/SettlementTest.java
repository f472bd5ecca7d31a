package io.pinflow.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.local.job.KindCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SettlementTest {

  private static final Account.Stored COMPLETE =
      new Account.Stored(6, 1, Map.of("partition 0", 0L), Map.of("partition 0", 0L));

  private final List<String> actions = new ArrayList<>();
  private final AtomicLong clock = new AtomicLong();

  @Test
  void looksUntilEveryRecordIsReceivedDecidedAndStored() {
    Account received = account(10, new KindCounts(10, 0, 0, 0), Optional.empty());
    Account decided = account(10, new KindCounts(10, 6, 3, 1), Optional.empty());
    Account behind =
        account(
            10,
            new KindCounts(10, 6, 3, 1),
            Optional.of(
                new Account.Stored(4, 1, Map.of("partition 0", 0L), Map.of("partition 0", 0L))));
    Account settled = account(10, new KindCounts(10, 6, 3, 1), Optional.of(COMPLETE));

    List<Account> last = await(received, decided, behind, settled);

    assertThat(last).containsExactly(settled);
    assertThat(actions)
        .containsExactly(
            "look", "seen", "pause", "look", "seen", "pause", "look", "seen", "pause", "look",
            "seen");
  }

  @Test
  void waitsAsLongAsSomethingMoves() {
    Account[] looks = new Account[50];
    for (int i = 0; i < looks.length; i++) {
      looks[i] = account(100, new KindCounts(i, i, 0, 0), Optional.empty());
    }
    looks[49] = account(10, new KindCounts(10, 6, 3, 1), Optional.of(COMPLETE));
    assertThat(await(looks)).hasSize(1);
  }

  @Test
  void givesUpWhenNothingMovesAndNamesWhatIsMissing() {
    Account stuck =
        account(
            10,
            new KindCounts(10, 6, 3, 1),
            Optional.of(
                new Account.Stored(
                    5,
                    1,
                    Map.of("partition 0", 2L, "partition 1", 0L),
                    Map.of("partition 0", 0L, "partition 1", 1L))));
    assertThatThrownBy(() -> await(stuck, stuck, stuck, stuck, stuck, stuck))
        .hasMessageContaining("not every record is accounted for")
        .hasMessageContaining("pin: the table holds 5 of 6 clean records")
        .hasMessageContaining("pin: the raw archive lacks 2 records of partition 0")
        .hasMessageContaining("pin: the raw archive repeats 1 records of partition 1")
        .hasMessageContaining("nothing moved for 30 s")
        .extracting("exitCode")
        .isEqualTo(1);
  }

  @Test
  void namesRecordsWithoutAnOutcome() {
    assertThat(account(10, new KindCounts(9, 6, 0, 1), Optional.empty()).problems())
        .containsExactly(
            "pin: CleanJob received 9 of 10 records posted",
            "pin: 2 received records are neither clean nor duplicate nor quarantined");
  }

  @Test
  void isNotSettledBeforeTheStoresWereLookedAt() {
    Account decided = account(10, new KindCounts(10, 6, 3, 1), Optional.empty());
    assertThat(decided.decided()).isTrue();
    assertThat(decided.settled()).isFalse();
  }

  @Test
  void moreRowsThanCleanRecordsAreAProblemToo() {
    Account twice =
        account(
            10,
            new KindCounts(10, 6, 3, 1),
            Optional.of(
                new Account.Stored(12, 1, Map.of("partition 0", 0L), Map.of("partition 0", 0L))));
    assertThat(twice.problems()).containsExactly("pin: the table holds 12 of 6 clean records");
  }

  private List<Account> await(Account... looks) {
    Iterator<Account> script = List.of(looks).iterator();
    Settlement settlement =
        new Settlement(
            Duration.ofSeconds(30),
            clock::get,
            () -> {
              actions.add("pause");
              clock.addAndGet(Duration.ofSeconds(10).toNanos());
            });
    return settlement.await(
        () -> {
          actions.add("look");
          return List.of(script.next());
        },
        seen -> actions.add("seen"));
  }

  private static Account account(long posted, KindCounts counts, Optional<Account.Stored> stored) {
    return new Account("pin", posted, counts, stored);
  }
}
