package io.pinflow.emulator.error;

import java.io.IOException;
import java.nio.file.Path;

/** Every user-facing error of this module: the place or setting, its value, why, and the fix. */
public final class EmulatorErrors {

  private EmulatorErrors() {}

  public static EmulatorException invalidSetting(String name, Object value, String rule) {
    return new EmulatorException("Invalid " + name + " '" + value + "': " + rule);
  }

  public static EmulatorException unknownArgument(String argument, String known) {
    return new EmulatorException(
        "Unknown argument '" + argument + "': the known arguments are " + known);
  }

  public static EmulatorException missingArgumentValue(String argument) {
    return new EmulatorException("Argument " + argument + " needs a value after it");
  }

  public static EmulatorException missingArgument(String argument, String example) {
    return new EmulatorException(
        "Argument " + argument + " is missing: give it, for example " + argument + " " + example);
  }

  public static EmulatorException folderMissing(Path folder) {
    return new EmulatorException(
        "Folder "
            + folder
            + " does not exist: name a folder with pin.jsonl, geo.jsonl, user.jsonl");
  }

  public static EmulatorException fileMissing(Path file) {
    return new EmulatorException(
        "File "
            + file
            + " does not exist: a replayed folder holds pin.jsonl, geo.jsonl and user.jsonl, an"
            + " empty one for a kind without records");
  }

  public static EmulatorException noSuchFile(Path file) {
    return new EmulatorException("File " + file + " does not exist: check its name");
  }

  public static EmulatorException fileUnreadable(Path file, Throwable cause) {
    return new EmulatorException(
        "Cannot read " + file + ": " + cause.getMessage() + "; check its permissions", cause);
  }

  public static EmulatorException lineTooLong(Path file, long line, int limit) {
    return new EmulatorException(
        "Line "
            + line
            + " of "
            + file
            + " is longer than "
            + limit
            + " bytes: shorten or remove it");
  }

  public static EmulatorException portUnavailable(String host, int port, Throwable cause) {
    return new EmulatorException(
        "Cannot listen on "
            + host
            + ":"
            + port
            + " ("
            + cause.getMessage()
            + "): choose another --port",
        cause);
  }

  public static EmulatorException brokerSettings(String bootstrapServers, Throwable cause) {
    return new EmulatorException(
        "Cannot use Kafka bootstrap servers '"
            + bootstrapServers
            + "': "
            + rootMessage(cause)
            + "; give host:port, or several separated by commas",
        cause);
  }

  public static EmulatorException secretFileUnreadable(Path file, IOException cause) {
    return new EmulatorException(
        "Cannot read the credentials in "
            + file
            + " ("
            + cause.getClass().getSimpleName()
            + "): name a file which this user may read",
        cause);
  }

  public static EmulatorException secretFileIncomplete(Path file, String why) {
    return new EmulatorException("The credentials file " + file + " is unusable: " + why);
  }

  public static EmulatorException awsCredentialsMissing(Throwable cause) {
    return new EmulatorException(
        "No AWS credentials found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
            + " with a profile in ~/.aws/credentials",
        cause);
  }

  public static EmulatorException resumeFileUnusable(Path file, String why) {
    return new EmulatorException(
        "The state file " + file + " is unusable: " + why + "; start without resuming it");
  }

  public static EmulatorException resumeFileUnwritable(Path file, IOException cause) {
    return new EmulatorException(
        "Cannot keep the state of this run in "
            + file
            + " ("
            + cause
            + "): name a file in a folder which this user may write",
        cause);
  }

  public static EmulatorException resumesAnother(
      Path file, String what, String stored, String asked) {
    return new EmulatorException(
        "The state file "
            + file
            + " is of another run, its "
            + what
            + " was '"
            + stored
            + "' and not '"
            + asked
            + "': resume with the options of that run, or start without resuming");
  }

  public static EmulatorException databaseLoginMissing(String user, String password) {
    return new EmulatorException(
        "No database login: set the environment variables "
            + user
            + " and "
            + password
            + ", or name a file with the lines user=... and password=...");
  }

  /** The driver's messages name the user at most. */
  public static EmulatorException databaseFailed(String what, String address, Throwable cause) {
    return new EmulatorException(
        "Cannot "
            + what
            + " the database "
            + address
            + ": "
            + cause.getMessage()
            + "; check its address, the login, the tables' names and that the server runs",
        cause);
  }

  public static EmulatorException invalidApi(String place, String problem) {
    return new EmulatorException("Invalid API definition at " + place + ": " + problem);
  }

  public static EmulatorException invalidTemplate(String place, Throwable cause) {
    return new EmulatorException(
        "Invalid mapping template at "
            + place
            + ": "
            + rootMessage(cause)
            + "; write it in the Velocity Template Language",
        cause);
  }

  private static String rootMessage(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
