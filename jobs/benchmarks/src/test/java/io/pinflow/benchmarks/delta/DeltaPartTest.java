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

  @Test
  void readsWhatAnotherProcessHasCompared(@TempDir Path folder) throws IOException {
    List<Compared> all =
        List.of(SCAN, new Compared("12 columns", new Cost(1, 2), new Cost(1.5, 0.1)));

    Compared.write(all, folder.resolve("compared.json"));

    assertThat(Compared.read(folder.resolve("compared.json"))).isEqualTo(all);
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
}
