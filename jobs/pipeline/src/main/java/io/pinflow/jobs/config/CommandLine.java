package io.pinflow.jobs.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments of a job: {@code [JOB] --key value ... --key=value ...}. */
final class CommandLine {

  private static final String ORIGIN = "command line";

  private final List<String> words;
  private final Map<String, Setting> settings;
  private final List<Problem> problems;

  private CommandLine(List<String> words, Map<String, Setting> settings, List<Problem> problems) {
    this.words = words;
    this.settings = settings;
    this.problems = problems;
  }

  static CommandLine parse(String[] args) {
    CommandLine line = new CommandLine(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      if (!isKey(arg)) {
        line.words.add(arg);
      } else if (arg.indexOf('=') > 0) {
        line.put(arg.substring(2, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
      } else if (i + 1 < args.length && !isKey(args[i + 1])) {
        line.put(arg.substring(2), args[++i]);
      } else {
        line.problems.add(Problem.of(arg, "has no value", "Give one: " + arg + " VALUE"));
      }
    }
    return line;
  }

  /** The arguments that belong to no key, in order. */
  List<String> words() {
    return words;
  }

  Map<String, Setting> settings() {
    return settings;
  }

  List<Problem> problems() {
    return problems;
  }

  private static boolean isKey(String arg) {
    return arg.startsWith("--") && arg.length() > 2;
  }

  private void put(String key, String value) {
    Setting setting = new Setting(key, value, ORIGIN);
    if (settings.putIfAbsent(key, setting) != null) {
      problems.add(Problem.of(setting, "is given twice", "Give it once"));
    }
  }
}
