package io.pinflow.jobs;

import io.pinflow.jobs.config.OptionsReference;
import io.pinflow.jobs.tables.MaintainCommand;
import io.pinflow.jobs.tables.TablesCommand;
import io.pinflow.jobs.verify.VerifyCommand;
import java.util.Arrays;

/**
 * The jar's main class:
 *
 * <pre>{@code
 * JOB --key value ...             submits a job; its name may also be given as --job or in the property groups
 * help                            prints the jobs and their options
 * tables --table-root URI         prints a line of JSON per Delta table, from a JVM of its own
 * maintain --table-root URI ...   does what MaintenanceJob does, in a JVM of its own
 * doctor [JOB] --config FILE ...  prints a line of JSON per thing the jobs need around them, from a JVM of its own
 * verify --archive-root URI ...   accounts for every record, in a JVM of its own
 * }</pre>
 *
 * <p>A wrong setting ends it with one message that names every problem: Flink's command line and a
 * plain JVM both print that message and exit with 1.
 */
public final class Main {

  private Main() {}

  public static void main(String[] args) throws Exception {
    String first = args.length == 0 ? "" : args[0];
    if (first.equals("tables")) {
      TablesCommand.main(Arrays.copyOfRange(args, 1, args.length));
    } else if (first.equals("maintain")) {
      MaintainCommand.main(Arrays.copyOfRange(args, 1, args.length));
    } else if (first.equals("doctor")) {
      DoctorCommand.main(Arrays.copyOfRange(args, 1, args.length));
    } else if (first.equals("verify")) {
      VerifyCommand.main(Arrays.copyOfRange(args, 1, args.length));
    } else if (first.equals("help") || first.equals("--help")) {
      System.out.print(help());
    } else {
      new JobLauncher().launch(args);
    }
  }

  static String help() {
    StringBuilder text = new StringBuilder("Pinflow jobs " + ComponentVersion.get() + "\n");
    for (Job job : new JobLauncher().jobs().values()) {
      text.append('\n').append(job.name()).append(": ").append(job.summary()).append('\n');
      text.append(OptionsReference.text(job.options()));
    }
    return text.toString();
  }
}
