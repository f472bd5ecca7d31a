package io.pinflow.jobs.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads a job's settings as values. Nothing is thrown before {@link #finish()}, so that all
 * problems are told at once; a value which was refused reads as the option's default until then.
 */
public final class SettingsReader {

  private final String job;
  private final Map<String, Setting> settings;
  private final List<Problem> problems;

  SettingsReader(String job, Map<String, Setting> settings, List<Problem> problems) {
    this.job = job;
    this.settings = settings;
    this.problems = problems;
  }

  /** The value given, else the default; null where there is neither. */
  public <T> T get(JobOption<T> option) {
    Setting setting = settings.get(option.key());
    if (setting == null) {
      if (option.isRequired()) {
        problems.add(
            Problem.of(
                option.key(), "is missing", "Give --" + option.key() + ", a " + option.form()));
      }
      return option.defaultValue();
    }
    try {
      return option.read(setting.value());
    } catch (IllegalArgumentException e) {
      problems.add(Problem.of(setting, String.valueOf(e.getMessage()), "Give a " + option.form()));
      return option.defaultValue();
    }
  }

  /** The value given, if one was. */
  public <T> Optional<T> find(JobOption<T> option) {
    return isGiven(option) ? Optional.ofNullable(get(option)) : Optional.empty();
  }

  /** The entries given of a map option, by name. */
  public Map<String, String> entries(JobOption<Map<String, String>> option) {
    String prefix = option.key() + '.';
    Map<String, String> entries = new LinkedHashMap<>();
    settings.forEach(
        (key, setting) -> {
          if (key.startsWith(prefix)) {
            entries.put(key.substring(prefix.length()), setting.value());
          }
        });
    return entries;
  }

  /** Whether an option has a value, or a map option an entry. */
  public boolean isGiven(JobOption<?> option) {
    return settings.keySet().stream().anyMatch(option::owns);
  }

  /** Whether each of the options that must be given is. */
  boolean hasRequired(List<JobOption<?>> options) {
    return options.stream().filter(JobOption::isRequired).allMatch(this::isGiven);
  }

  /** Notes that the value of an option does not go with another setting. */
  public void reject(JobOption<?> option, String why, String fix) {
    reject(option.key(), why, fix);
  }

  /** Notes that an entry of a map option may not be given. */
  public void rejectEntry(JobOption<?> option, String name, String why, String fix) {
    reject(option.key() + '.' + name, why, fix);
  }

  /**
   * Ends the reading.
   *
   * @throws ConfigurationException naming every problem found
   */
  public void finish() {
    if (!problems.isEmpty()) {
      throw JobErrors.invalid(job, problems);
    }
  }

  /**
   * What was given, by key, with secrets masked: for the log and the job's page in Flink's Web UI.
   */
  public Map<String, String> shown() {
    return settings.values().stream()
        .collect(Collectors.toMap(Setting::key, Setting::shown, (a, b) -> a, LinkedHashMap::new));
  }

  private void reject(String key, String why, String fix) {
    Setting setting = settings.get(key);
    problems.add(setting == null ? Problem.of(key, why, fix) : Problem.of(setting, why, fix));
  }
}
