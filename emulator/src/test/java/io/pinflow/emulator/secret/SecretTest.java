package io.pinflow.emulator.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.emulator.error.EmulatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {

  @Test
  void comesFromTheEnvironmentAndIsNotShown() {
    Secret secret = Secret.fromEnvironment(Map.of("KEY", "hidden"), "KEY").orElseThrow();

    assertThat(secret.reveal()).isEqualTo("hidden");
    assertThat(secret.toString()).isEqualTo("***");
    assertThat(Secret.fromEnvironment(Map.of("KEY", ""), "KEY")).isEmpty();
    assertThat(Secret.fromEnvironment(Map.of(), "KEY")).isEmpty();
  }

  @Test
  void comesFromAFileWithoutTheEndOfItsLine(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), " hid den \n");

    assertThat(Secret.fromFile(file).reveal()).isEqualTo(" hid den");
    assertThatThrownBy(() -> Secret.fromFile(Files.writeString(file, "\n")))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining(file + " is unusable: it is empty");
    assertThatThrownBy(() -> Secret.fromFile(folder.resolve("none")))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("none");
  }
}
