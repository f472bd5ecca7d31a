package io.pinflow.jobs.config;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Every error a user of the jobs can cause, in one place. */
public final class JobErrors {

  private JobErrors() {}

  static ConfigurationException invalid(String jobName, List<Problem> problems) {
    String list =
        problems.stream().map(problem -> "\n  - " + problem).collect(Collectors.joining());
    return new ConfigurationException(
        jobName
            + " cannot start: "
            + (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
            + " in its configuration"
            + list);
  }

  /**
   * @param errors what was found, each with what to do
   */
  public static ConfigurationException unhealthy(String jobName, List<String> errors) {
    return new ConfigurationException(
        jobName
            + " cannot start: "
            + (errors.size() == 1 ? "1 problem" : errors.size() + " problems")
            + " with what it needs around it"
            + errors.stream().map(error -> "\n  - " + error).collect(Collectors.joining())
            + "\nIf the cluster reaches what cannot be reached from here, give --doctor false.");
  }

  public static ConfigurationException noJob(Collection<String> jobs) {
    return new ConfigurationException(
        "No job was named. Give one of "
            + String.join(", ", jobs)
            + " as the first argument, as --job NAME, or as 'job' in the property group '"
            + PropertyGroups.SHARED_GROUP
            + "'.");
  }

  public static ConfigurationException unknownJob(String name, Collection<String> jobs) {
    return new ConfigurationException(
        "There is no job '" + name + "'. The jobs are " + String.join(", ", jobs) + ".");
  }

  public static ConfigurationException ambiguousJob(String one, String other) {
    return new ConfigurationException(
        "Two jobs are named, '" + one + "' and '" + other + "'. One run is one job: name one.");
  }

  static ConfigurationException unreadableFile(String file, String why) {
    return new ConfigurationException(
        "The configuration file '"
            + file
            + "' (--config) cannot be used: "
            + why
            + ". Give a readable JSON file of property groups:"
            + " [{\"PropertyGroupId\": \"...\", \"PropertyMap\": {\"key\": \"value\"}}].");
  }

  /** The storage of the archive has failed. */
  public static IOException archiveFailed(String folder, IOException cause) {
    return new IOException(
        "Cannot write to the raw archive at '"
            + folder
            + "': "
            + cause.getMessage()
            + ". Nothing is lost: mend the storage, and the job goes on from its last checkpoint"
            + " (--archive-root names the place).",
        cause);
  }

  /** What the archive says of itself cannot be read. */
  public static IOException archiveLedgerUnreadable(String folder, IOException cause) {
    return new IOException(
        "Cannot read from '"
            + folder
            + "/_ledger' and the objects it names what the raw archive holds: "
            + cause.getMessage()
            + ". Nothing is lost: mend the storage, and the job goes on from its last checkpoint"
            + " (--archive-root names the place).",
        cause);
  }

  public static IllegalStateException sharedSequenceNumber(String position, String stream) {
    return new IllegalStateException(
        "Several records stand at "
            + position
            + ": a producer has aggregated them, and the tables' ledgers could not tell them apart."
            + " Write to the stream "
            + stream
            + " without aggregation (AggregationEnabled = false in the Kinesis Producer Library), or"
            + " leave it out of --kinesis-streams");
  }

  public static ConfigurationException unreadableScript(
      String script, String why, Exception cause) {
    return new ConfigurationException(
        "The script '"
            + script
            + "' (--sql-scripts) cannot be read: "
            + why
            + ". Give a file in UTF-8 by its path or URI, or classpath:NAME for one in the jar.",
        cause);
  }

  public static ConfigurationException emptyScripts(List<String> scripts) {
    return new ConfigurationException(
        "There is no statement in " + String.join(", ", scripts) + " (--sql-scripts).");
  }

  public static ConfigurationException noInsert(String lastPlace) {
    return new ConfigurationException(
        "Up to the last statement, at "
            + lastPlace
            + ", there is no INSERT, and so nothing for a job to do. Add a script which has one to"
            + " --sql-scripts.");
  }

  public static ConfigurationException unknownVariable(
      String place, String variable, Collection<String> known) {
    return new ConfigurationException(
        place
            + ": "
            + variable
            + " has no value. There are "
            + String.join(", ", known)
            + "; give --sql-variables.NAME VALUE, or --table-root for root.");
  }

  public static ConfigurationException statementRefused(String place, String why, String fix) {
    return new ConfigurationException(place + ": " + why + ". " + fix + ".");
  }

  public static ConfigurationException statementFailed(
      String place, String why, RuntimeException cause) {
    return new ConfigurationException(place + ": " + why, cause);
  }

  public static ConfigurationException reportOfStreamingJob(String jobName, String report) {
    return new ConfigurationException(
        "run-report = '"
            + report
            + "': "
            + jobName
            + " runs in streaming mode with checkpoints, and has not committed everything when its"
            + " input ends. SET 'execution.runtime-mode' = 'batch', or remove it.");
  }

  /**
   * @param broken what was measured, what it may be and what to do, of each
   */
  public static IllegalStateException brokenChecks(
      LocalDate day, List<?> broken, int checks, String tableRoot) {
    return new IllegalStateException(
        "The quality gate of "
            + day
            + " is closed: "
            + broken.size()
            + " of "
            + checks
            + (checks == 1 ? " check is" : " checks are")
            + " broken at '"
            + tableRoot
            + "'"
            + broken.stream().map(check -> "\n  - " + check).collect(Collectors.joining()));
  }

  public static ConfigurationException missingTableRoot() {
    return new ConfigurationException(
        "'tables' needs --table-root URI, the folder which holds the Delta tables.");
  }

  public static ConfigurationException badTableRoot(String root, String why) {
    return new ConfigurationException(
        "--table-root = '"
            + root
            + "': "
            + why
            + ". Give a "
            + ValueType.FOLDER.form().replace("`", "'")
            + '.');
  }

  public static ConfigurationException unknownTablesArgument(String argument) {
    return new ConfigurationException(
        "'tables' does not know the argument '" + argument + "'. It takes --table-root URI alone.");
  }

  public static ConfigurationException commandInsideFlink(String command) {
    return new ConfigurationException(
        "'"
            + command
            + "' is a command, not a job: it ends its JVM. Run it with java -cp"
            + " 'FLINK_LIB/*:JAR' io.pinflow.jobs.Main "
            + command
            + " --KEY VALUE ...");
  }

  public static ConfigurationException noQuarantine(String path) {
    return new ConfigurationException(
        "There is no quarantine at '"
            + path
            + "', and so nothing to redrive. Give --table-root, the folder of the tables of the"
            + " CleanJob which has refused the records.");
  }

  public static IllegalStateException noPosition(String table, String ingestSource) {
    return new IllegalStateException(
        "The table '"
            + table
            + "' holds a row whose ingest_source is '"
            + ingestSource
            + "', which is neither kafka://TOPIC/PARTITION/OFFSET nor"
            + " kinesis://STREAM/SHARD/SEQUENCE: CleanJob has not written it. Delete that row.");
  }

  public static ConfigurationException noSuchTable(String path, List<String> tables) {
    return new ConfigurationException(
        "There is no Delta table at '"
            + path
            + "'. The tables there are: "
            + (tables.isEmpty() ? "none" : String.join(", ", tables))
            + ".");
  }
}
