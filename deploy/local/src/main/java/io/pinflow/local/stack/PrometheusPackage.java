package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.LocalException;
import java.util.List;
import java.util.Map;

/** Debian's package of Prometheus, unpacked into the project's build folder without root. */
public final class PrometheusPackage {

  /** Unpacked beside its place, so that whoever else looks finds all of it or nothing. */
  private static final String SCRIPT =
      """
      set -e
      mkdir -p "$1.$$"
      trap 'rm -rf "$1.$$"' EXIT
      cd "$1.$$"
      apt-get -q download prometheus
      dpkg -x prometheus_*.deb .
      rm prometheus_*.deb
      mv -T "$1.$$" "$1" || test -x "$1/usr/bin/prometheus"
      """;

  private PrometheusPackage() {}

  /**
   * Fetches what {@link Installation#prometheus} finds afterwards; fails on a system without
   * Debian's tools, and where the package cannot be reached.
   */
  public static void fetch(Home home, Installation installation) {
    for (String tool : List.of("apt-get", "dpkg")) {
      if (Installation.onPath(tool).isEmpty()) {
        throw LocalErrors.noPrometheus("there is no " + tool);
      }
    }
    List<String> command =
        List.of("/bin/sh", "-c", SCRIPT, "pinflow", installation.fetchedPrometheus().toString());
    try {
      String unused = new ShortProcess(home, "prometheus-package").run(command, Map.of());
    } catch (LocalException e) {
      throw LocalErrors.noPrometheus(e.getMessage());
    }
  }
}
