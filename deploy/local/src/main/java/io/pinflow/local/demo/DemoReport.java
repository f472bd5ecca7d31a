package io.pinflow.local.demo;

import io.pinflow.local.job.KindCounts;
import io.pinflow.local.sql.ResultTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The accounts as text. */
final class DemoReport {

  private DemoReport() {}

  /** How far the jobs are, on one line. */
  static String progress(List<Account> accounts) {
    long posted = accounts.stream().mapToLong(Account::posted).sum();
    long decided =
        accounts.stream().map(Account::counts).mapToLong(c -> c.received() - c.undecided()).sum();
    boolean stored = accounts.stream().anyMatch(account -> account.stored().isPresent());
    String text = decided + " of " + posted + " records decided on";
    return decided < posted
        ? text
        : text + (stored ? ", checking tables and archive" : ", waiting for checkpoints");
  }

  /** What became of the records of this run. */
  static ResultTable counts(List<Account> settled, Map<String, KindCounts> before) {
    List<List<String>> rows = new ArrayList<>();
    for (Account account : settled) {
      KindCounts run = account.counts().minus(before.getOrDefault(account.kind(), KindCounts.NONE));
      rows.add(
          List.of(
              account.kind(),
              Long.toString(run.received()),
              Long.toString(run.clean()),
              Long.toString(run.duplicate()),
              Long.toString(run.quarantined())));
    }
    return new ResultTable(
        List.of("kind", "received", "clean", "duplicate", "quarantined"),
        List.of(false, true, true, true, true),
        rows);
  }
}
