package io.pinflow.jobs.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.jobs.config.JobArguments;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.source.SourceSystem;
import io.pinflow.schema.RecordKind;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicKindsTest {

  @Test
  void takesTheKindFromTheLastPartOfATopicsName() {
    assertThat(read("--kafka-topics", "a.b.pin,geo,user,a.geo").kindByTopic())
        .containsOnly(
            Map.entry("a.b.pin", RecordKind.PIN),
            Map.entry("geo", RecordKind.GEO),
            Map.entry("user", RecordKind.USER),
            Map.entry("a.geo", RecordKind.GEO));
  }

  @Test
  void takesTheKindFromTheLastPartOfAStreamsName() {
    TopicKinds kinds =
        readBoth("--kafka-topics", "a.pin", "--kinesis-streams", "a-b-geo,user,a.b-pin");

    assertThat(kinds.names(SourceSystem.KAFKA)).containsExactly("a.pin");
    assertThat(kinds.names(SourceSystem.KINESIS)).containsExactly("a-b-geo", "user", "a.b-pin");
    assertThat(kinds.kindByTopic())
        .containsOnly(
            Map.entry("a.pin", RecordKind.PIN),
            Map.entry("a-b-geo", RecordKind.GEO),
            Map.entry("user", RecordKind.USER),
            Map.entry("a.b-pin", RecordKind.PIN));
  }

  @Test
  void narrowsTheDefaultTopicsAndStreamsToTheKindsChosen() {
    TopicKinds kinds = readBoth("--kinds", "geo");

    assertThat(kinds.names(SourceSystem.KAFKA)).containsExactly("pinflow.geo");
    assertThat(kinds.names(SourceSystem.KINESIS)).containsExactly("streaming-pinflow-geo");
  }

  @Test
  void readsNoNamesOfASystemThatIsNotAskedFor() {
    assertThat(read("--kinds", "geo").names(SourceSystem.KINESIS)).isEmpty();
  }

  @Test
  void refusesATopicOfAnUnknownKind() {
    assertRefused(
        "the topic 'a.board' has no known kind at its end", "--kafka-topics", "a.pin,a.board");
  }

  @Test
  void refusesATopicOfAKindWhichIsNotCleaned() {
    assertRefused(
        "the topic 'a.geo' is of a kind which is not cleaned",
        "--kinds",
        "pin",
        "--kafka-topics",
        "a.pin,a.geo");
  }

  @Test
  void refusesAKindWithoutTopic() {
    assertRefused(
        "nothing that is read holds records of the kind user",
        "--kinds",
        "pin,user",
        "--kafka-topics",
        "pin");
  }

  @Test
  void refusesAKindThereIsNot() {
    assertRefused("Unknown record kind 'board'", "--kinds", "board");
  }

  private static void assertRefused(String why, String... args) {
    SettingsReader settings = settings(args);
    TopicKinds.read(settings);
    assertThatThrownBy(settings::finish).hasMessageContaining(why);
  }

  private static TopicKinds readBoth(String... args) {
    return read(with(args, "--kinesis-region", "eu-west-1"));
  }

  private static TopicKinds read(String... args) {
    SettingsReader settings = settings(args);
    TopicKinds topics = TopicKinds.read(settings);
    settings.finish();
    return topics;
  }

  private static SettingsReader settings(String... args) {
    return JobArguments.of(with(args, "--kafka-bootstrap-servers", "127.0.0.1:9092"))
        .settingsOf("CleanJob", Map.of("CleanJob", CleanOptions.all()));
  }

  private static String[] with(String[] args, String... more) {
    return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
  }
}
