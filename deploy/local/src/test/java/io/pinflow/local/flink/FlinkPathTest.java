package io.pinflow.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkPathTest {

  private static final Path FOLDER = Path.of("/some home/100%/é");

  @Test
  void namesTheFolderWithoutEscapes() {
    assertThat(FlinkPath.of(FOLDER)).isEqualTo("file:///some home/100%/é");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/some home/100%/é",
        "file:/some home/100%/é",
        "file:///some home/100%/é",
        "file://localhost/some home/100%/é"
      })
  void findsTheFolderInEveryFormFlinkWrites(String written) {
    assertThat(FlinkPath.toLocal(written)).isEqualTo(FOLDER);
  }
}
