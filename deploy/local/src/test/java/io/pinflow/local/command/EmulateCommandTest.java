package io.pinflow.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The emulator's command line against a stand-in for a REST API elsewhere. */
class EmulateCommandTest {

  private static final int POSTS = 2_000;

  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();
  private final Set<String> stored = ConcurrentHashMap.newKeySet();
  private final Set<String> keys = new ConcurrentSkipListSet<>();
  private volatile int capacity = Integer.MAX_VALUE;
  private HttpServer api;

  @BeforeEach
  void startApi() throws IOException {
    for (String kind : List.of("pin", "geo", "user")) {
      Files.writeString(
          folder.resolve(kind + ".jsonl"),
          IntStream.range(0, POSTS)
              .mapToObj(i -> "{\"ind\":" + i + ",\"kind\":\"" + kind + "\"}\n")
              .collect(Collectors.joining()));
    }
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext("/stage/", this::take);
    api.start();
  }

  @AfterEach
  void stopApi() {
    api.stop(0);
  }

  @Test
  void sendsWhatARunThatGaveUpLeftOpenWhenItIsResumed() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "very-secret\n");
    capacity = POSTS;

    assertThat(emulate("--api-key-file", key.toString(), "--retry-timeout", "1")).isEqualTo(1);
    assertThat(err.toString())
        .contains("posting failed")
        .contains("--resume")
        .doesNotContain("very-secret");
    assertThat(stored).hasSizeBetween(1, 3 * POSTS - 1);

    capacity = Integer.MAX_VALUE;
    assertThat(emulate("--api-key-file", key.toString(), "--resume")).isZero();
    assertThat(stored).hasSize(3 * POSTS);
    assertThat(keys).containsExactly("very-secret");

    stored.clear();
    assertThat(emulate("--resume")).as("there is nothing left").isZero();
    assertThat(stored).isEmpty();
    assertThat(emulate()).as("from the start").isZero();
    assertThat(stored).hasSize(3 * POSTS);
  }

  @Test
  void refusesToResumeAnotherRun() {
    assertThat(emulate()).isZero();

    assertThat(emulate("--resume", "--id", "other")).isEqualTo(1);
    assertThat(err.toString()).contains("emulation.json").contains("x.pin").contains("other.pin");
  }

  private int emulate(String... more) {
    String[] arguments =
        Stream.concat(
                Stream.of(
                    "emulate",
                    "--home",
                    folder.resolve("home").toString(),
                    "--from",
                    folder.toString(),
                    "--to",
                    "http://127.0.0.1:" + api.getAddress().getPort() + "/stage",
                    "--id",
                    "x"),
                Stream.of(more))
            .toArray(String[]::new);
    return Pinflow.commandLine()
        .setOverwrittenOptionsAllowed(true)
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  /** Takes requests until its capacity is reached, and has then no time for any more. */
  private void take(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestHeaders().getFirst("x-api-key");
    if (key != null) {
      keys.add(key);
    }
    JsonNode records = new ObjectMapper().readTree(exchange.getRequestBody()).get("records");
    boolean full = stored.size() + records.size() > capacity;
    if (!full) {
      records.forEach(record -> stored.add(record.get("value").toString()));
    }
    String offsets =
        IntStream.range(0, records.size())
            .mapToObj(i -> "{\"partition\":0,\"offset\":" + i + "}")
            .collect(Collectors.joining(","));
    byte[] answer =
        (full ? "{\"error_code\":50003,\"message\":\"full\"}" : "{\"offsets\":[" + offsets + "]}")
            .getBytes(UTF_8);
    exchange.sendResponseHeaders(full ? 503 : 200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
