package io.pinflow.local.demo;

import io.pinflow.local.report.LocalErrors;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Waits until every record is accounted for. It gives up when nothing has moved for a while,
 * however long the whole takes, and then names what is missing.
 */
final class Settlement {

  private final Duration stall;
  private final LongSupplier nanoClock;
  private final Runnable pause;

  /**
   * A wait by a clock of one's own, for tests too.
   *
   * @param stall how long nothing may move
   * @param pause waits until the next look
   */
  Settlement(Duration stall, LongSupplier nanoClock, Runnable pause) {
    this.stall = stall;
    this.nanoClock = nanoClock;
    this.pause = pause;
  }

  /**
   * Looks again and again until all accounts are settled.
   *
   * @param look the accounts at this moment; fails if something happened that makes waiting
   *     pointless
   * @param seen told of every look
   */
  List<Account> await(Supplier<List<Account>> look, Consumer<List<Account>> seen) {
    List<Account> last = List.of();
    long moved = nanoClock.getAsLong();
    while (true) {
      List<Account> now = look.get();
      seen.accept(now);
      if (now.stream().allMatch(Account::settled)) {
        return now;
      }
      if (!now.equals(last)) {
        moved = nanoClock.getAsLong();
        last = now;
      } else if (nanoClock.getAsLong() - moved > stall.toNanos()) {
        throw LocalErrors.unaccounted(
            describe(now) + "; nothing moved for " + stall.toSeconds() + " s");
      }
      pause.run();
    }
  }

  private static String describe(List<Account> accounts) {
    List<String> problems =
        accounts.stream().flatMap(account -> account.problems().stream()).toList();
    return problems.isEmpty() ? "what is stored could not be read" : String.join("; ", problems);
  }
}
