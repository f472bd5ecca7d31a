package io.pinflow.jobs.verify;

import java.time.Duration;
import org.apache.flink.core.fs.Path;

/** What verifying has to say of files and rows which are not as they were written, in one place. */
final class VerifyErrors {

  private static final String RESTORE = " Restore it from a copy. ";

  private VerifyErrors() {}

  static IllegalStateException stalled(String partitions, Duration waited) {
    return new IllegalStateException(
        String.format(
            "The broker gave nothing of %s for %d s, though they hold more. See that every broker"
                + " of --kafka-bootstrap-servers is up and reachable under the name it advertises.",
            partitions, waited.toSeconds()));
  }

  static IllegalStateException unreachable(String servers, Exception why) {
    return new IllegalStateException(
        String.format(
            "Kafka at %s (--kafka-bootstrap-servers) cannot be read: %s. See that it is up, and give"
                + " by --kafka-properties what its clients need.",
            servers, reason(why)),
        why);
  }

  static IllegalStateException interrupted() {
    return new IllegalStateException("Interrupted while verifying.");
  }

  static String unreadableDataFile(String table, String path, Exception why) {
    return String.format(
        "%s: the data file '%s', which the table's log names, cannot be read: %s.%sIts rows are"
            + " missing from this account.",
        table, path, reason(why), RESTORE);
  }

  static String noPosition(String table, String ingestSource) {
    return String.format(
        "%s: the ingest_source '%s' is no position of a topic or stream whose name ends in a kind:"
            + " the jobs have not written that row. Delete it.",
        table, ingestSource);
  }

  static String brokenObject(Path object, Exception why) {
    return String.format(
        "The archive's object '%s' cannot be read to its end: %s.%sThe records behind that place"
            + " are missing from this account.",
        object, reason(why), RESTORE);
  }

  static String brokenLine(Path object, long line, String why) {
    return String.format(
            "Line %d of the archive's object '%s' is no record: %s.%s", line, object, why, RESTORE)
        .strip();
  }

  static String unknownLine(Path object, String uri) {
    return String.format(
        "The archive's object '%s' holds a record of '%s', which belongs elsewhere.", object, uri);
  }

  private static String reason(Exception why) {
    String message = String.valueOf(why.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    String text = why.getMessage() == null ? why.getClass().getSimpleName() : message;
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
