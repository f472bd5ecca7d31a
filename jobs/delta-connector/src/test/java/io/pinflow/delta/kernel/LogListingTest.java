package io.pinflow.delta.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LogListingTest {

  private static final String LOG = "file:/table/_delta_log";

  @Test
  void leavesOutTheChecksumOfACommitThatWasOverlooked() throws IOException {
    assertThat(names(LogListing.of(() -> files("7.json", "8.json", "8.crc", "9.crc"))))
        .containsExactly("7.json", "8.json", "8.crc");
  }

  @Test
  void listsAgainWhereACommitWasOverlooked() throws IOException {
    Deque<List<FileStatus>> listings =
        new ArrayDeque<>(
            List.of(files("7.json", "9.json"), files("7.json", "8.json", "9.json", "10.json")));

    assertThat(names(LogListing.of(listings::remove)))
        .containsExactly("7.json", "8.json", "9.json", "10.json");
  }

  @Test
  void takesAGapThatStays() throws IOException {
    assertThat(names(LogListing.of(() -> files("3.json", "8.json", "_last_checkpoint"))))
        .containsExactly("3.json", "8.json", "_last_checkpoint");
  }

  @Test
  void leavesOtherDirectoriesAlone() throws IOException {
    assertThat(names(LogListing.of(() -> files("part-1.parquet", "x.txt"))))
        .containsExactly("part-1.parquet", "x.txt");
  }

  private static List<FileStatus> files(String... names) {
    return Arrays.stream(names)
        .map(name -> FileStatus.of(LOG + '/' + full(name), 1, 1))
        .collect(Collectors.toList());
  }

  /** Log files are named by their version with twenty digits. */
  private static String full(String name) {
    if (!Character.isDigit(name.charAt(0))) {
      return name;
    }
    int dot = name.indexOf('.');
    String commit = FileNames.deltaFile(LOG, Long.parseLong(name.substring(0, dot)));
    return commit.substring(LOG.length() + 1).replace(".json", name.substring(dot));
  }

  private static List<String> names(List<FileStatus> files) {
    return files.stream()
        .map(file -> file.getPath().substring(LOG.length() + 1).replaceFirst("^0+(?=\\d)", ""))
        .collect(Collectors.toList());
  }
}
