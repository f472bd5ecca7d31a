package io.pinflow.emulator.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinflow.emulator.KafkaTopics;
import io.pinflow.emulator.RunningKafka;
import io.pinflow.testing.KinesisServer;
import io.pinflow.testing.fixture.RequiresKinesis;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the command lines of docs/rest-api.md, in their order, and compares the answers. */
@RequiresKinesis
@ExtendWith(RunningKafka.class)
class RestApiDocIT {

  private static final Path DOC = Path.of("../docs/rest-api.md");
  private static final Pattern EXAMPLE = Pattern.compile("```sh\n(.*)\n```\n```\n(.*)\n```");
  private static final int EXAMPLES = 20;

  private record Example(String command, String answer) {

    /** The answer's words, with anything in place of each ellipsis. */
    Pattern pattern() {
      return Pattern.compile(
          Stream.of(answer.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
          Pattern.DOTALL);
    }
  }

  @Test
  void theAnswersAreAsDocumented(KafkaTopics kafka)
      throws IOException, InterruptedException, ExecutionException {
    kafka.create("0a1b.pin", 1, Map.of());
    List<Example> examples = examples();
    assertThat(examples).hasSize(EXAMPLES);
    try (KinesisServer kinesis = KinesisServer.start();
        Gateway gateway =
            Gateway.start(
                GatewayConfig.of(0, kafka.bootstrapServers())
                    .withApi(ApiConfig.DEFAULT.withKinesis(kinesis.endpoint(), "us-east-1")))) {
      for (Example example : examples) {
        // A stream that was created a line above may still be on its way.
        await()
            .pollDelay(Duration.ZERO)
            .untilAsserted(
                () ->
                    assertThat(run(example.command(), gateway.uri()))
                        .as(example.command())
                        .matches(example.pattern()));
      }
    }
  }

  private static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(Files.readString(DOC));
    while (matcher.find()) {
      examples.add(new Example(matcher.group(1), matcher.group(2)));
    }
    return examples;
  }

  /** The status and the body. */
  private static String run(String command, URI gateway) throws IOException, InterruptedException {
    String curl = "curl -s -o \"$BODY\" -w '%{http_code}'";
    Path body = Files.createTempFile("answer", ".json");
    ProcessBuilder process =
        new ProcessBuilder(
                "bash", "-c", command.replaceFirst("curl", Matcher.quoteReplacement(curl)))
            .redirectErrorStream(true);
    process.environment().putAll(Map.of("GATEWAY", gateway.toString(), "BODY", body.toString()));
    Process running = process.start();
    String status = new String(running.getInputStream().readAllBytes(), UTF_8);
    assertThat(running.waitFor()).as(status).isZero();
    try {
      return status + " " + Files.readString(body);
    } finally {
      Files.delete(body);
    }
  }
}
