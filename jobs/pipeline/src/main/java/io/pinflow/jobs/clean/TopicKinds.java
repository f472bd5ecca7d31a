package io.pinflow.jobs.clean;

import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.source.KafkaOptions;
import io.pinflow.schema.RecordKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which kind of records each topic holds: the part of its name after the last dot says it. */
final class TopicKinds {

  private final Map<String, RecordKind> kindByTopic;

  private TopicKinds(Map<String, RecordKind> kindByTopic) {
    this.kindByTopic = kindByTopic;
  }

  /**
   * Reads topics and kinds together, noting a topic without its kind and a kind without a topic.
   */
  static TopicKinds read(SettingsReader settings) {
    Set<RecordKind> kinds = new LinkedHashSet<>(settings.get(CleanOptions.KINDS));
    boolean chosen = settings.isGiven(KafkaOptions.TOPICS);
    Map<String, RecordKind> kindByTopic = new LinkedHashMap<>();
    for (String topic : settings.get(KafkaOptions.TOPICS)) {
      Optional<RecordKind> kind = kindOf(topic);
      if (kind.isEmpty()) {
        settings.reject(
            KafkaOptions.TOPICS,
            "the topic '" + topic + "' has no known kind after its last dot",
            "Give topics whose names end in .pin, .geo or .user");
      } else if (kinds.contains(kind.get())) {
        kindByTopic.put(topic, kind.get());
      } else if (chosen) {
        settings.reject(
            KafkaOptions.TOPICS,
            "the topic '" + topic + "' is of a kind which is not cleaned",
            "Remove it, or add " + kind.get().id() + " to --" + CleanOptions.KINDS.key());
      }
    }
    for (RecordKind kind : kinds) {
      if (!kindByTopic.containsValue(kind)) {
        settings.reject(
            CleanOptions.KINDS,
            "no topic holds records of the kind " + kind.id(),
            "Remove it, or add its topic to --" + KafkaOptions.TOPICS.key());
      }
    }
    return new TopicKinds(kindByTopic);
  }

  Map<String, RecordKind> kindByTopic() {
    return kindByTopic;
  }

  List<String> topics() {
    return new ArrayList<>(kindByTopic.keySet());
  }

  Set<RecordKind> kinds() {
    return new LinkedHashSet<>(kindByTopic.values());
  }

  private static Optional<RecordKind> kindOf(String topic) {
    try {
      return Optional.of(RecordKind.fromId(topic.substring(topic.lastIndexOf('.') + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
