package io.pinflow.emulator.source.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.emulator.error.EmulatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseLoginTest {

  @Test
  void comesFromTheEnvironment() {
    DatabaseLogin login =
        DatabaseLogin.find(
            Optional.empty(), Map.of("PINFLOW_DB_USER", "me", "PINFLOW_DB_PASSWORD", "hidden"));

    assertThat(login.user()).isEqualTo("me");
    assertThat(login.password().reveal()).isEqualTo("hidden");
    assertThat(login.toString()).contains("me").doesNotContain("hidden");
  }

  @Test
  void comesFromAFileWithWhateverCharacters(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("login"), "user=me\npassword=:\\t%;=# x\n");

    DatabaseLogin login = DatabaseLogin.find(Optional.of(file), Map.of("PINFLOW_DB_USER", "other"));

    assertThat(login.user()).isEqualTo("me");
    assertThat(login.password().reveal()).isEqualTo(":\\t%;=# x");
  }

  @Test
  void saysHowToGiveOneWithoutTellingWhatThereIs(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> DatabaseLogin.find(Optional.empty(), Map.of()))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("PINFLOW_DB_USER");
    Path file = Files.writeString(folder.resolve("login"), "password=hidden\n");
    assertThatThrownBy(() -> DatabaseLogin.find(Optional.of(file), Map.of()))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("user=NAME")
        .hasMessageNotContaining("hidden");
    assertThatThrownBy(() -> DatabaseLogin.find(Optional.of(folder.resolve("no")), Map.of()))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("may read");
  }
}
