package io.pinflow.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The page of the results: one section a part, which is replaced when the part is run again; the
 * others stay, each under its own date.
 */
final class SuitePage {

  private static final String HEAD =
      """
      # Benchmarks

      Written by `./pinflow bench`; `./pinflow bench --only NAME` measures one part anew and leaves the others as they are. Peers take turns in the same run (A B A B ...) and the median counts. CPU seconds are those of all threads of a side's processes, compilers and collectors included: they hold on a machine with other work, which wall-clock times do not.
      """;

  private final Path file;

  SuitePage(Path file) {
    this.file = file;
  }

  void replace(BenchmarkPart part, PartResult result, double loadBefore) throws IOException {
    String begin = "<!-- begin " + part.name() + " -->";
    String end = "<!-- end " + part.name() + " -->";
    String section =
        "%s\n## %s (`%s`)\n\n%s; before the run %.1f. %s.\n\n%s\n%s"
            .formatted(
                begin,
                part.title(),
                part.name(),
                Machine.line(),
                loadBefore,
                Machine.versions(),
                result.markdown().strip(),
                end);
    String text = Files.exists(file) ? Files.readString(file) : HEAD;
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    String replaced =
        from >= 0 && to > from
            ? text.substring(0, from) + section + text.substring(to + end.length())
            : text.stripTrailing() + "\n\n" + section + "\n";
    Files.writeString(file, replaced);
  }
}
