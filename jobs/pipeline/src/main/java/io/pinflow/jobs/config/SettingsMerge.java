package io.pinflow.jobs.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Merges settings, strongest first, and notes those which mean nothing to the job. */
final class SettingsMerge {

  private final String job;
  private final Map<String, List<JobOption<?>>> optionsByJob;
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  SettingsMerge(String job, Map<String, List<JobOption<?>>> optionsByJob) {
    this.job = job;
    this.optionsByJob = optionsByJob;
  }

  List<Problem> problems() {
    return problems;
  }

  SettingsReader reader() {
    return new SettingsReader(job, settings, problems);
  }

  void addCommandLine(Map<String, Setting> given) {
    given.values().forEach(this::addOwn);
  }

  /** Within one place the job's own group is stronger than the shared one. */
  void addGroups(PropertyGroups source) {
    source.groups().forEach((name, group) -> checkName(name, source.origin()));
    group(source, job).forEach(this::addOwn);
    for (JobOption<?> option : optionsByJob.get(job)) {
      if (option.isMap()) {
        group(source, option.key()).stream()
            .map(s -> new Setting(option.key() + '.' + s.key(), s.value(), s.origin()))
            .forEach(this::addOwn);
      }
    }
    group(source, PropertyGroups.SHARED_GROUP).forEach(this::addShared);
  }

  private static List<Setting> group(PropertyGroups source, String name) {
    String origin = source.origin() + ", group '" + name + "'";
    List<Setting> group = new ArrayList<>();
    source
        .groups()
        .getOrDefault(name, Map.of())
        .forEach((key, value) -> group.add(new Setting(key, value, origin)));
    return group;
  }

  private void checkName(String group, String origin) {
    boolean known =
        group.equals(PropertyGroups.SHARED_GROUP)
            || optionsByJob.containsKey(group)
            || optionsByJob.values().stream()
                .flatMap(List::stream)
                .anyMatch(option -> option.isMap() && option.key().equals(group));
    if (!known) {
      problems.add(
          Problem.of(
              "property group '" + group + "' (" + origin + ")",
              "is read by no job",
              "Use '" + PropertyGroups.SHARED_GROUP + "' or the name of a job"));
    }
  }

  private void addOwn(Setting setting) {
    Optional<JobOption<?>> option = optionOf(job, setting.key());
    if (option.isPresent()) {
      add(option.get(), setting);
    } else {
      problems.add(unknown(setting));
    }
  }

  private void addShared(Setting setting) {
    Optional<JobOption<?>> option = optionOf(job, setting.key());
    if (option.isPresent()) {
      add(option.get(), setting);
    } else if (!setting.key().equals("job") && ownersOf(setting.key()).isEmpty()) {
      problems.add(unknown(setting));
    }
  }

  private void add(JobOption<?> option, Setting setting) {
    if (option.isMap() && setting.key().equals(option.key())) {
      addEntries(setting);
    } else {
      settings.putIfAbsent(setting.key(), setting);
    }
  }

  /**
   * Takes {@code name=value,name:value} apart, so that each value is known, merged and masked by
   * its own name.
   */
  private void addEntries(Setting setting) {
    String[] entries = setting.value().split(",");
    for (int i = 0; i < entries.length; i++) {
      String entry = entries[i].trim();
      int separator = separatorOf(entry);
      if (separator <= 0) {
        problems.add(
            Problem.of(
                "entry " + (i + 1) + " of " + setting.key() + " (" + setting.origin() + ")",
                "is not name=value",
                "A value which holds a comma is given alone: --" + setting.key() + ".NAME VALUE"));
      } else {
        String key = setting.key() + '.' + entry.substring(0, separator).trim();
        String value = entry.substring(separator + 1).trim();
        settings.putIfAbsent(key, new Setting(key, value, setting.origin()));
      }
    }
  }

  private static int separatorOf(String entry) {
    for (int i = 0; i < entry.length(); i++) {
      if (entry.charAt(i) == '=' || entry.charAt(i) == ':') {
        return i;
      }
    }
    return -1;
  }

  private Problem unknown(Setting setting) {
    List<String> owners = ownersOf(setting.key());
    String fix =
        owners.isEmpty()
            ? "Remove it, or correct it to one of the job's options: " + String.join(", ", keys())
            : "Remove it: it belongs to " + String.join(", ", owners);
    return Problem.of(setting, "is no option of " + job, fix);
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    optionsByJob.get(job).forEach(option -> keys.add(option.key()));
    return keys;
  }

  private Optional<JobOption<?>> optionOf(String owner, String key) {
    for (JobOption<?> option : optionsByJob.get(owner)) {
      if (option.owns(key)) {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }

  private List<String> ownersOf(String key) {
    List<String> owners = new ArrayList<>();
    for (String other : optionsByJob.keySet()) {
      if (optionOf(other, key).isPresent()) {
        owners.add(other);
      }
    }
    return owners;
  }
}
