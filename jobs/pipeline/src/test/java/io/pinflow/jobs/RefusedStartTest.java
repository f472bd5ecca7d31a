package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.jobs.config.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a job whose surroundings are wrong, seen from its main method. */
class RefusedStartTest {

  @TempDir private Path folder;

  @Test
  void tellsEveryErrorAtOnceAndSubmitsNothing() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    String server = closedPort();
    String[] args = {
      "--kafka-bootstrap-servers",
      server,
      "--archive-root",
      file.toString(),
      "--kafka-properties.sasl.jaas.config",
      "hush"
    };

    assertThatThrownBy(() -> RawArchiveJob.main(args))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "RawArchiveJob cannot start: 2 problems with what it needs around it\n"
                + "  - Kafka server "
                + server
                + ": cannot be connected to: Connection refused. Start it, correct"
                + " --kafka-bootstrap-servers, or open the network to it\n"
                + "  - archive-root file://"
                + file
                + ": cannot write to it: ")
        .hasMessageEndingWith("give --doctor false.")
        .hasMessageNotContaining("hush");
  }

  @Test
  void tellsWrongSettingsBeforeItLooksAtAnything() {
    String[] args = {"--kafka-bootstrap-servers", "nowhere:1", "--doctor", "perhaps"};

    assertThatThrownBy(() -> RawArchiveJob.main(args))
        .hasMessageContaining("2 problems in its configuration")
        .hasMessageContaining("doctor = 'perhaps' (command line): is neither `true` nor `false`")
        .hasMessageNotContaining("cannot be connected");
  }

  @Test
  void theCommandLooksAtEveryJobOfAFileAndEndsWellWhateverItFinds()
      throws IOException, InterruptedException {
    String server = closedPort();
    Path settings =
        Files.writeString(
            folder.resolve("settings.json"),
            ("[{'PropertyGroupId':'pinflow','PropertyMap':{'kafka-bootstrap-servers':'"
                    + server
                    + "','archive-root':'"
                    + folder
                    + "','table-root':'"
                    + folder
                    + "'}},{'PropertyGroupId':'CleanJob','PropertyMap':{'kinds':'none'}},"
                    + "{'PropertyGroupId':'RawArchiveJob','PropertyMap':{}}]")
                .replace('\'', '"'));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    int status =
        DoctorCommand.run(
            new String[] {"--config", settings.toString()}, new PrintStream(out, true, UTF_8));

    assertThat(status).isZero();
    assertThat(out.toString(UTF_8).lines())
        .anyMatch(
            line -> line.startsWith("{\"state\":\"OK\",\"what\":\"settings of RawArchiveJob\""))
        .anyMatch(
            line ->
                line.startsWith("{\"state\":\"ERROR\",\"what\":\"settings of CleanJob\"")
                    && line.contains("kinds = 'none'"))
        .anyMatch(line -> line.contains("Kafka server " + server))
        .anyMatch(
            line -> line.startsWith("{\"state\":\"OK\",\"what\":\"archive-root file://" + folder))
        .noneMatch(line -> line.contains("table-root"));
  }

  private static String closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }
}
