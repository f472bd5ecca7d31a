package io.pinflow.jobs.archive;

import java.io.IOException;
import java.text.ParseException;
import org.apache.flink.core.fs.Path;

/** What can be wrong with a stored archive, in one place. */
final class ArchiveErrors {

  private static final String LEAVE_OUT =
      " Restore it from a copy, or leave its hour out with --archive-from and --archive-to.";

  private ArchiveErrors() {}

  static IOException brokenLine(Path object, long line, ParseException why) {
    return new IOException(
        "Line "
            + line
            + " of the archive's object '"
            + object
            + "' is no record: "
            + why.getMessage()
            + " (column "
            + why.getErrorOffset()
            + ")."
            + LEAVE_OUT,
        why);
  }

  static IOException unreadable(Path object, long lines, IOException why) {
    return new IOException(
        "The archive's object '"
            + object
            + "' cannot be read after line "
            + lines
            + ": "
            + why.getMessage()
            + "."
            + LEAVE_OUT,
        why);
  }

  static IOException missing(Path object, IOException why) {
    return new IOException(
        "The archive's object '"
            + object
            + "' cannot be opened: "
            + why.getMessage()
            + ". It was there when the archive was listed."
            + LEAVE_OUT,
        why);
  }

  static IOException empty(Path object) {
    return new IOException(
        "The archive's object '"
            + object
            + "' holds no record, and none is written empty: it was cut off."
            + LEAVE_OUT);
  }

  static IOException deleted(Path object) {
    return new IOException(
        "The archive's object '"
            + object
            + "' is not there, but one which was written after it is: it was deleted."
            + LEAVE_OUT);
  }

  static IOException partlyArchived(SourceSpan span) {
    return new IOException(
        "The restored state names objects of the archive which were never finished, with the records "
            + span
            + ". A run after it has archived a part of them again, and not the rest: to finish the"
            + " objects would double that part, to leave them out would lose the rest. Nothing was"
            + " written. Restore the newest checkpoint or savepoint of the job, or start it without"
            + " state: it leaves out what is archived");
  }

  static IOException unknownObject(Path object) {
    return new IOException(
        "'"
            + object
            + "' stands in the archive but is no object of it: their names are"
            + " part-ID-NUMBER.json, .json.gz or .json.zst. Move it elsewhere.");
  }
}
