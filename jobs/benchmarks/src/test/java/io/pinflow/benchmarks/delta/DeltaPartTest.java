package io.pinflow.benchmarks.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaPartTest {

  private static final Compared SCAN =
      new Compared("2 columns", new Cost(800.25, 1200.5), new Cost(2000.625, 3001.25));
  private static final CommitCost COMMIT =
      new CommitCost("S3 server", 10_000, 17.25, 20.5, 310.5, 5.5, 6_200, 8_150);

  @Test
  void readsWhatAnotherProcessHasMeasured(@TempDir Path folder) throws IOException {
    List<Compared> all =
        List.of(SCAN, new Compared("12 columns", new Cost(1, 2), new Cost(1.5, 0.1)));

    Measurements.write(all, folder.resolve("compared.json"));
    Measurements.write(List.of(COMMIT), folder.resolve("commits.json"));

    assertThat(Measurements.read(Compared.class, folder.resolve("compared.json"))).isEqualTo(all);
    assertThat(Measurements.read(CommitCost.class, folder.resolve("commits.json")))
        .containsExactly(COMMIT);
  }

  @Test
  void figuresAreSecondsAndRatiosOfThePeer() {
    assertThat(DeltaPart.figures("delta-scan", SCAN))
        .containsExactly(
            entry("delta-scan_2_columns_pinflow_s", 0.8),
            entry("delta-scan_2_columns_spark_s", 2.001),
            entry("delta-scan_2_columns_ratio", 2.5),
            entry("delta-scan_2_columns_ratio_cpu", 2.5));
  }

  @Test
  void aCommitsFiguresAreMillisecondsByStorageAndVersions() {
    assertThat(DeltaPart.figures(COMMIT))
        .containsExactly(
            entry("delta-commit_S3_server_10000_ms", 17.25),
            entry("delta-commit_S3_server_10000_mean_ms", 20.5),
            entry("delta-commit_S3_server_10000_restart_ms", 310.5),
            entry("delta-commit_S3_server_10000_operations", 5.5));
    assertThat(DeltaPart.line(COMMIT).trim())
        .isEqualTo("| S3 server, 10,000 versions | 17.3 | 20.5 | 311 | 5.5 | 6.2 | 8.2 |");
  }
}
