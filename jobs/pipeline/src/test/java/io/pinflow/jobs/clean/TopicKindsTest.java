package io.pinflow.jobs.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.jobs.config.JobArguments;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.schema.RecordKind;
import java.util.Map;
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
  void narrowsTheDefaultTopicsToTheKindsChosen() {
    assertThat(read("--kinds", "geo").topics()).containsExactly("pinflow.geo");
  }

  @Test
  void refusesATopicOfAnUnknownKind() {
    assertRefused("the topic 'a.board' has no known kind", "--kafka-topics", "a.pin,a.board");
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
        "no topic holds records of the kind user", "--kinds", "pin,user", "--kafka-topics", "pin");
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

  private static TopicKinds read(String... args) {
    SettingsReader settings = settings(args);
    TopicKinds topics = TopicKinds.read(settings);
    settings.finish();
    return topics;
  }

  private static SettingsReader settings(String... args) {
    return JobArguments.of(args).settingsOf("CleanJob", Map.of("CleanJob", CleanOptions.all()));
  }
}
