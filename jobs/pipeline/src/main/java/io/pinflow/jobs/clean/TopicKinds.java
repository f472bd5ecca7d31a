package io.pinflow.jobs.clean;

import io.pinflow.jobs.archive.ArchivePrefix;
import io.pinflow.jobs.archive.ArchiveSourceOptions;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.source.SourceSystem;
import io.pinflow.schema.RecordKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which kind of records each topic or stream holds: the last part of its name says it, after a dot
 * in Kafka and after a hyphen in Kinesis.
 */
final class TopicKinds {

  private final Map<SourceSystem, List<String>> names;
  private final Map<String, RecordKind> kindByTopic;

  private TopicKinds(Map<SourceSystem, List<String>> names, Map<String, RecordKind> kindByTopic) {
    this.names = names;
    this.kindByTopic = kindByTopic;
  }

  /**
   * Reads topics, streams and kinds together, noting a topic without its kind and a kind without a
   * topic.
   */
  static TopicKinds read(SettingsReader settings) {
    Set<RecordKind> kinds = new LinkedHashSet<>(settings.get(CleanOptions.KINDS));
    Map<SourceSystem, List<String>> names = new EnumMap<>(SourceSystem.class);
    Map<String, RecordKind> kindByTopic = new LinkedHashMap<>();
    for (SourceSystem system : SourceSystem.readBy(settings)) {
      Map<String, RecordKind> kindByName = read(system, kinds, settings);
      names.put(system, new ArrayList<>(kindByName.keySet()));
      kindByTopic.putAll(kindByName);
    }
    if (!names.isEmpty()) {
      requireEvery(kinds, names.keySet(), kindByTopic, settings);
    }
    return new TopicKinds(names, kindByTopic);
  }

  /** Of the topics and streams of an archive, noting one without its kind. */
  static TopicKinds of(List<ArchivePrefix> prefixes, SettingsReader settings) {
    Map<SourceSystem, List<String>> names = new EnumMap<>(SourceSystem.class);
    Map<String, RecordKind> kindByTopic = new LinkedHashMap<>();
    for (ArchivePrefix prefix : prefixes) {
      Optional<RecordKind> kind = prefix.system().kindOf(prefix.name());
      if (kind.isPresent()) {
        names.computeIfAbsent(prefix.system(), s -> new ArrayList<>()).add(prefix.name());
        kindByTopic.put(prefix.name(), kind.get());
      } else {
        settings.reject(
            ArchiveSourceOptions.ARCHIVE_PREFIX,
            "the name of '" + prefix + "' has no known kind at its end",
            "Give names which end in " + endings(prefix.system().separator()));
      }
    }
    return new TopicKinds(names, kindByTopic);
  }

  /** Whether a topic or stream of an archive is of one of the kinds which are cleaned. */
  static boolean isWanted(ArchivePrefix prefix, SettingsReader settings) {
    return prefix
        .system()
        .kindOf(prefix.name())
        .filter(settings.get(CleanOptions.KINDS)::contains)
        .isPresent();
  }

  Map<String, RecordKind> kindByTopic() {
    return kindByTopic;
  }

  /** The topics or streams of a system; none where it is not read. */
  List<String> names(SourceSystem system) {
    return names.getOrDefault(system, List.of());
  }

  Set<RecordKind> kinds() {
    return new LinkedHashSet<>(kindByTopic.values());
  }

  private static Map<String, RecordKind> read(
      SourceSystem system, Set<RecordKind> kinds, SettingsReader settings) {
    boolean chosen = settings.isGiven(system.names());
    Map<String, RecordKind> kindByName = new LinkedHashMap<>();
    for (String name : settings.get(system.names())) {
      Optional<RecordKind> kind = system.kindOf(name);
      if (kind.isEmpty()) {
        settings.reject(
            system.names(),
            "the " + system.noun() + " '" + name + "' has no known kind at its end",
            "Give names which end in " + endings(system.separator()));
      } else if (kinds.contains(kind.get())) {
        kindByName.put(name, kind.get());
      } else if (chosen) {
        settings.reject(
            system.names(),
            "the " + system.noun() + " '" + name + "' is of a kind which is not cleaned",
            "Remove it, or add " + kind.get().id() + " to --" + CleanOptions.KINDS.key());
      }
    }
    return kindByName;
  }

  private static void requireEvery(
      Set<RecordKind> kinds,
      Set<SourceSystem> systems,
      Map<String, RecordKind> kindByTopic,
      SettingsReader settings) {
    String options =
        systems.stream()
            .map(system -> "--" + system.names().key())
            .collect(Collectors.joining(" or "));
    for (RecordKind kind : kinds) {
      if (!kindByTopic.containsValue(kind)) {
        settings.reject(
            CleanOptions.KINDS,
            "nothing that is read holds records of the kind " + kind.id(),
            "Remove it, or add its topic or stream to " + options);
      }
    }
  }

  private static String endings(char separator) {
    return List.of(RecordKind.values()).stream()
        .map(kind -> separator + kind.id())
        .collect(Collectors.joining(", "));
  }
}
