package io.pinflow.jobs.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What one look has found, as text: a line per source, a total, and a line per problem. */
final class Report {

  private final List<SourceAccount> accounts;
  private final List<String> problems;

  Report(List<SourceAccount> accounts, List<String> furtherProblems) {
    this.accounts = accounts;
    this.problems = new ArrayList<>(furtherProblems);
    accounts.forEach(account -> problems.addAll(account.problems()));
  }

  /** Every position is accounted for exactly once, and everything could be read. */
  boolean isClean() {
    return problems.isEmpty();
  }

  /** Jobs that are behind may still mend it. */
  boolean isPending() {
    return count(Verdict.Column.PENDING) > 0;
  }

  private long count(Verdict.Column column) {
    return accounts.stream().mapToLong(account -> account.count(column)).sum();
  }

  private String table() {
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("source", "broker", "archive"));
    for (Verdict.Column column : Verdict.Column.values()) {
      header.add(column.name().toLowerCase(Locale.ROOT));
    }
    rows.add(header);
    accounts.forEach(account -> rows.add(row(account.source().toString(), List.of(account))));
    rows.add(row("total", accounts));
    return aligned(rows);
  }

  String text() {
    String good =
        accounts.isEmpty()
            ? "There is no record: neither broker nor archive nor tables hold one."
            : "Every position is accounted for exactly once.";
    String verdict =
        isClean()
            ? good
            : problems.stream().map(line -> "- " + line).collect(Collectors.joining("\n"));
    return table() + '\n' + verdict + '\n';
  }

  private static List<String> row(String name, List<SourceAccount> accounts) {
    List<String> row = new ArrayList<>();
    row.add(name);
    row.add(Long.toString(accounts.stream().mapToLong(SourceAccount::held).sum()));
    row.add(Long.toString(accounts.stream().mapToLong(SourceAccount::archived).sum()));
    for (Verdict.Column column : Verdict.Column.values()) {
      row.add(Long.toString(accounts.stream().mapToLong(a -> a.count(column)).sum()));
    }
    return row;
  }

  /** The first column to the left, numbers to the right. */
  private static String aligned(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        int index = column;
        int width = rows.stream().mapToInt(r -> r.get(index).length()).max().orElse(0);
        String format = column == 0 ? "%-" + width + "s" : " | %" + width + "s";
        text.append(String.format(format, row.get(column)));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
