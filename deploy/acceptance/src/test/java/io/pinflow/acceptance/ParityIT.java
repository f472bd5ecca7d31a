package io.pinflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.fixture.RequiresKinesis;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same posts by Kafka and by Kinesis, from the emulator to the tables. */
@RequiresKinesis
class ParityIT {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int POSTS = 100;

  @TempDir private Path folder;

  @Test
  void bothPathsMakeEqualTablesAndLeaveNothingBehind() {
    Path home = folder.resolve("home");
    CommandLine.Result parity =
        CommandLine.pinflow("parity", "--events=" + POSTS, "--seed=3", "--home=" + home)
            .run(LIMIT)
            .expectSuccess();
    for (String table : new String[] {"pin_table", "geo_table", "user_table"}) {
      assertThat(parity.out())
          .as(table)
          .containsPattern(table + " +\\| +([1-9]\\d*) \\| +\\1 \\| +0 \\|");
    }
    assertThat(home.resolve("parity")).doesNotExist();
  }
}
