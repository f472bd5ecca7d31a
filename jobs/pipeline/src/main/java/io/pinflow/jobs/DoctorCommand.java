package io.pinflow.jobs;

import io.pinflow.jobs.config.ConfigurationException;
import io.pinflow.jobs.config.JobArguments;
import io.pinflow.jobs.doctor.Check;
import io.pinflow.jobs.doctor.Examination;
import io.pinflow.jobs.doctor.Finding;
import io.pinflow.jobs.doctor.FindingLine;
import io.pinflow.jobs.tables.ClientProcess;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * {@code doctor [JOB] --config FILE} or {@code doctor JOB --key value ...}: looks at what the job,
 * or each job which the file has settings for, needs around it, and prints a line of JSON per
 * finding:
 *
 * <pre>{@code
 * {"state":"ERROR","what":"Kafka server b:9092","detail":"cannot be connected to: ...","remedy":"..."}
 * }</pre>
 *
 * <p>Runs in a JVM of its own, which it ends: with 0 if it could look, whatever it found.
 */
final class DoctorCommand {

  private final JobLauncher launcher = new JobLauncher();
  private final JobArguments arguments;

  private DoctorCommand(JobArguments arguments) {
    this.arguments = arguments;
  }

  static void main(String[] args) throws InterruptedException {
    ClientProcess.require("doctor", DoctorCommand.class);
    ClientProcess.startFileSystems();
    // A client's threads would keep the JVM.
    System.exit(run(args, System.out));
  }

  /** Does everything but ending the JVM; returns the status to end it with. */
  static int run(String[] args, PrintStream out) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    try {
      DoctorCommand command = new DoctorCommand(JobArguments.of(args));
      for (String job : command.arguments.jobNames(command.launcher.optionsByJob())) {
        findings.add(command.look(job, checks));
      }
    } catch (ConfigurationException e) {
      findings.add(settings("settings", e));
    }
    findings.addAll(new Examination().of(checks));
    findings.forEach(finding -> out.println(FindingLine.of(finding)));
    return 0;
  }

  /** What is to be said of a job's settings; adds its checks if they are right. */
  private Finding look(String job, List<Check> checks) {
    try {
      launcher.define(
          job, arguments, StreamExecutionEnvironment.getExecutionEnvironment(new Configuration()));
      checks.addAll(launcher.checks(job, arguments));
      return Finding.ok("settings of " + job, "are right");
    } catch (ConfigurationException e) {
      return settings("settings of " + job, e);
    }
  }

  private static Finding settings(String what, ConfigurationException problem) {
    return Finding.error(what, String.valueOf(problem.getMessage()), "Correct them");
  }
}
