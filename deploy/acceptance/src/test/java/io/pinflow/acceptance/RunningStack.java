package io.pinflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.KinesisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stack as a user starts it, with Prometheus where that can be had, and both jobs on it, which
 * have stored some posts, a pin without a key, and a pin twice.
 */
final class RunningStack implements AutoCloseable {

  static final Duration LIMIT = Duration.ofMinutes(4);
  static final int POSTS = 200;

  /** Sent beside the posts: a record which cannot become a row, and one that is there already. */
  static final List<String> PINS =
      List.of(
          "{\"title\":\"no key\"}",
          "{\"index\":7,\"title\":\"twice\",\"follower_count\":\"1.2k\"}",
          "{\"index\":7,\"title\":\"twice\",\"follower_count\":\"1.2k\"}");

  /** How many of the posts are sent once more, to the streams where there are any. */
  static final int REPEATED = KinesisServer.isAvailable() ? 40 : 0;

  static final int RECORDS = 3 * (POSTS + REPEATED) + PINS.size();

  private final Path folder;
  private final Path home;
  private CommandLine.Result monitor;
  private CommandLine.Result verified;

  /**
   * A stack which is not up yet.
   *
   * @param folder for its home, and where lines of bash are run
   */
  RunningStack(Path folder) {
    this.folder = folder;
    this.home = folder.resolve("home");
  }

  /** Returns once every record is stored. */
  void start() {
    pinflow("up").expectSuccess();
    pinflow("submit", "RawArchiveJob").expectSuccess();
    pinflow("submit", "CleanJob").expectSuccess();
    emulate(POSTS, "rest-kafka");
    if (REPEATED > 0) {
      emulate(REPEATED, "rest-kinesis");
    }
    monitor = pinflow("monitor");
    String gateway = found(status(), "(?m)^ +gateway +up .*(http://\\S+)$");
    PINS.forEach(pin -> post(gateway, pin));
    verified = pinflow("verify").expectSuccess();
  }

  private void emulate(int posts, String route) {
    pinflow("emulate", "--events=" + posts, "--seed=7", "--route=" + route).expectSuccess();
  }

  private void post(String gateway, String pin) {
    CommandLine.Result unused =
        bash(
            "curl -sf -X POST %s/topics/pinflow.pin -H 'Content-Type: application/vnd.kafka.json.v2+json' -d '{\"records\":[{\"value\":%s}]}'"
                .formatted(gateway, pin));
  }

  Path folder() {
    return folder;
  }

  Path home() {
    return home;
  }

  /** Where the objects of its bucket lie on disk. */
  Path bucket() {
    return home.resolve("data/s3/pinflow");
  }

  /** What starting Prometheus said. */
  CommandLine.Result monitor() {
    return monitor;
  }

  /** What accounting for every record said. */
  CommandLine.Result verified() {
    return verified;
  }

  String status() {
    return pinflow("status").out();
  }

  /** Runs one of its commands, with whatever success. */
  CommandLine.Result pinflow(String... arguments) {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.add("--home=" + home);
    return CommandLine.pinflow(command.toArray(String[]::new)).run(LIMIT);
  }

  /** Runs lines of bash in its folder; fails if one does. */
  CommandLine.Result bash(String lines) {
    return CommandLine.bash(lines, folder, Map.of("PINFLOW_SKIP_BUILD", "1"))
        .run(LIMIT)
        .expectSuccess();
  }

  /** The first group of a pattern which is to be found in a text. */
  static String found(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern + " in\n" + text).isTrue();
    return matcher.group(1);
  }

  @Override
  public void close() {
    pinflow("down").expectSuccess();
  }
}
