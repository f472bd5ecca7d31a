package io.pinflow.jobs.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Everything a run was told, from every place which can tell it. Strongest first: the command line
 * ({@code --key value}), the file of {@code --config}, the managed service's runtime properties,
 * the options' defaults.
 */
public final class JobArguments {

  private static final String JOB = "job";
  private static final String CONFIG = "config";

  private final CommandLine commandLine;

  /** Strongest first. */
  private final List<PropertyGroups> sources;

  private JobArguments(CommandLine commandLine, List<PropertyGroups> sources) {
    this.commandLine = commandLine;
    this.sources = sources;
  }

  /**
   * Takes the arguments of a main method apart and reads the file and the runtime properties they
   * go with.
   *
   * @throws ConfigurationException if the file cannot be read
   */
  public static JobArguments of(String[] args) {
    return of(args, ManagedRuntime::propertyGroups);
  }

  static JobArguments of(String[] args, Supplier<PropertyGroups> runtime) {
    CommandLine commandLine = CommandLine.parse(args);
    List<PropertyGroups> sources = new ArrayList<>();
    Setting file = commandLine.settings().get(CONFIG);
    if (file != null) {
      sources.add(PropertyGroups.ofFile(file.value()));
    }
    sources.add(runtime.get());
    return new JobArguments(commandLine, sources);
  }

  /**
   * The job these arguments name: as first argument, as {@code --job}, or in the shared property
   * group.
   *
   * @param jobs the jobs there are
   * @throws ConfigurationException if they name none, two, or one there is not
   */
  public String jobName(Collection<String> jobs) {
    Set<String> named = new LinkedHashSet<>();
    commandLine.words().stream().limit(1).forEach(named::add);
    if (commandLine.settings().containsKey(JOB)) {
      named.add(commandLine.settings().get(JOB).value());
    }
    if (named.size() > 1) {
      List<String> names = List.copyOf(named);
      throw JobErrors.ambiguousJob(names.get(0), names.get(1));
    }
    sources.stream()
        .map(PropertyGroups::shared)
        .filter(group -> group.containsKey(JOB))
        .map(group -> group.get(JOB))
        .forEach(named::add);
    String name = named.stream().findFirst().orElseThrow(() -> JobErrors.noJob(jobs));
    if (!jobs.contains(name)) {
      throw JobErrors.unknownJob(name, jobs);
    }
    return name;
  }

  /**
   * All jobs these arguments are for: the one they name, else those with a property group of their
   * own, else those which are given every setting they must have.
   *
   * @throws ConfigurationException if there is none, or they name two or one there is not
   */
  public List<String> jobNames(Map<String, List<JobOption<?>>> optionsByJob) {
    Set<String> jobs = optionsByJob.keySet();
    boolean named =
        !commandLine.words().isEmpty()
            || commandLine.settings().containsKey(JOB)
            || sources.stream().anyMatch(source -> source.shared().containsKey(JOB));
    if (named) {
      return List.of(jobName(jobs));
    }
    List<String> grouped =
        jobs.stream()
            .filter(job -> sources.stream().anyMatch(source -> source.groups().containsKey(job)))
            .collect(Collectors.toList());
    List<String> names =
        grouped.isEmpty()
            ? jobs.stream()
                .filter(job -> settingsOf(job, optionsByJob).hasRequired(optionsByJob.get(job)))
                .collect(Collectors.toList())
            : grouped;
    if (names.isEmpty()) {
      throw JobErrors.noJob(jobs);
    }
    return names;
  }

  /**
   * Checks that the command line does not name another job than the one whose main class was
   * called.
   *
   * @throws ConfigurationException if it does
   */
  public void requireNoOtherJob(String name) {
    Setting named = commandLine.settings().get(JOB);
    if (named != null && !named.value().equals(name)) {
      throw JobErrors.ambiguousJob(name, named.value());
    }
  }

  /**
   * The settings of one job, ready to be read.
   *
   * @param job the job to run
   * @param optionsByJob the options of every job, by which a setting of another job is told from a
   *     misspelt one
   */
  public SettingsReader settingsOf(String job, Map<String, List<JobOption<?>>> optionsByJob) {
    SettingsMerge merge = new SettingsMerge(job, optionsByJob);
    merge.addCommandLine(withoutLauncherKeys(job, merge));
    sources.forEach(merge::addGroups);
    return merge.reader();
  }

  private Map<String, Setting> withoutLauncherKeys(String job, SettingsMerge merge) {
    merge.problems().addAll(commandLine.problems());
    commandLine.words().stream()
        .skip(commandLine.words().indexOf(job) == 0 ? 1 : 0)
        .map(word -> Problem.of("'" + word + "'", "belongs to no key", "Write --KEY " + word))
        .forEach(merge.problems()::add);
    Map<String, Setting> settings = new LinkedHashMap<>(commandLine.settings());
    settings.remove(JOB);
    settings.remove(CONFIG);
    return settings;
  }
}
