package io.pinflow.jobs.config;

import java.util.List;
import java.util.Map;

/** The reference of all options, generated from the options themselves. */
public final class OptionsReference {

  private OptionsReference() {}

  /** One table per job, in Markdown. */
  public static String markdown(Map<String, List<JobOption<?>>> optionsByJob) {
    StringBuilder text = new StringBuilder();
    optionsByJob.forEach(
        (job, options) -> {
          text.append("\n## ").append(job).append("\n\n");
          text.append("| Option | Value | Default | Meaning |\n| --- | --- | --- | --- |\n");
          options.forEach(option -> text.append(row(option)));
        });
    return text.toString();
  }

  /** The options of one job as plain text, for a terminal. */
  public static String text(List<JobOption<?>> options) {
    StringBuilder text = new StringBuilder();
    for (JobOption<?> option : options) {
      text.append("  --").append(option.key()).append("  (").append(option.form()).append("; ");
      text.append(defaultOf(option)).append(")\n      ").append(option.description()).append('\n');
    }
    return text.toString().replace("`", "");
  }

  private static String row(JobOption<?> option) {
    return "| `"
        + option.key()
        + "` | "
        + option.form()
        + " | "
        + defaultOf(option)
        + " | "
        + option.description().replace("|", "\\|")
        + " |\n";
  }

  private static String defaultOf(JobOption<?> option) {
    if (option.isRequired()) {
      return "required";
    }
    if (option.defaultValue() == null || option.isMap()) {
      return "none";
    }
    return '`' + ValueType.show(option.defaultValue()) + '`';
  }
}
