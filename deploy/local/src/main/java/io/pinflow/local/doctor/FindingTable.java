package io.pinflow.local.doctor;

import java.util.List;
import java.util.Locale;

/** Findings for the eye: a line each, and below it what to do; at the end how many there are. */
public final class FindingTable {

  private static final int WIDEST = 44;

  private FindingTable() {}

  public static String of(List<Finding> findings) {
    int width = findings.stream().mapToInt(finding -> finding.what().length()).max().orElse(0);
    String format = "%-8s %-" + Math.max(1, Math.min(width, WIDEST)) + "s  %s";
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(line(format, finding.state().name(), finding.what(), finding.detail()));
      if (!finding.remedy().isEmpty()) {
        text.append(line(format, "", "", "-> " + finding.remedy()));
      }
    }
    return text.append(summary(findings)).toString();
  }

  private static String line(String format, String state, String what, String text) {
    return String.format(Locale.ROOT, format, state, what, text.strip().replaceAll("\\s+", " "))
            .stripTrailing()
        + '\n';
  }

  private static String summary(List<Finding> findings) {
    return String.format(
        Locale.ROOT,
        "%d errors, %d warnings, %d fine%n",
        count(findings, Finding.State.ERROR),
        count(findings, Finding.State.WARNING),
        count(findings, Finding.State.OK));
  }

  private static long count(List<Finding> findings, Finding.State state) {
    return findings.stream().filter(finding -> finding.state() == state).count();
  }
}
