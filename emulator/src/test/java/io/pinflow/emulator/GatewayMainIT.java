package io.pinflow.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gateway as the process which users run. */
@ExtendWith(RunningKafka.class)
class GatewayMainIT {

  @Test
  void answersWhatIsUnderWayAndEndsWhenAskedTo(KafkaTopics kafka)
      throws IOException, InterruptedException, ExecutionException {
    String topic = kafka.create(1);
    Process process = gateway("--port", "0", "--bootstrap-servers", kafka.bootstrapServers());
    try (BufferedReader output = process.inputReader(UTF_8)) {
      String listening = output.readLine();
      assertThat(listening).startsWith("Gateway listening on http://127.0.0.1:");
      URI uri = URI.create(listening.replaceAll(".* (http://[0-9.:]+),.*", "$1"));
      assertThat(post(uri, topic).get().statusCode()).isEqualTo(200);

      List<CompletableFuture<HttpResponse<Void>>> underWay =
          IntStream.range(0, 50).mapToObj(i -> post(uri, topic)).toList();
      underWay.get(0).get();
      process.destroy();

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
      long acknowledged = 1 + underWay.stream().filter(answer -> status(answer) == 200).count();
      assertThat(kafka.read(topic).size()).isGreaterThanOrEqualTo((int) acknowledged);
      assertThat(acknowledged).isGreaterThan(1);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void endsWithStatusTwoAndOneLineForAWrongArgument() throws IOException, InterruptedException {
    Process process = gateway("--port", "0");
    try {
      assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8).lines())
          .containsExactly(
              "Argument --bootstrap-servers is missing: give it, for example --bootstrap-servers"
                  + " 127.0.0.1:9092");
      assertThat(process.waitFor()).isEqualTo(2);
    } finally {
      process.destroyForcibly();
    }
  }

  private static int status(CompletableFuture<HttpResponse<Void>> answer) {
    return answer.handle((response, failure) -> failure == null ? response.statusCode() : 0).join();
  }

  private static Process gateway(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(GatewayMain.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  private static CompletableFuture<HttpResponse<Void>> post(URI gateway, String topic) {
    return HttpClient.newHttpClient()
        .sendAsync(
            HttpRequest.newBuilder(gateway.resolve("/topics/" + topic))
                .header("Content-Type", "application/vnd.kafka.json.v2+json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"records\":[{\"value\":1}]}"))
                .build(),
            HttpResponse.BodyHandlers.discarding());
  }
}
