package io.pinflow.emulator.source.database;

import io.pinflow.emulator.error.EmulatorErrors;
import io.pinflow.emulator.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** As whom posts are read. The password is never shown. */
public record DatabaseLogin(String user, Secret password) {

  /** The environment variable with the user's name. */
  public static final String USER_VARIABLE = "PINFLOW_DB_USER";

  /** The environment variable with the password; without one it is empty. */
  public static final String PASSWORD_VARIABLE = "PINFLOW_DB_PASSWORD";

  private static final String USER = "user";
  private static final String PASSWORD = "password";

  /**
   * The login of a file or, where none is named, of the environment.
   *
   * @throws io.pinflow.emulator.error.EmulatorException if the file cannot be read or holds no
   *     login, or the environment holds none
   */
  public static DatabaseLogin find(Optional<Path> file, Map<String, String> environment) {
    return file.map(DatabaseLogin::fromFile).orElseGet(() -> fromEnvironment(environment));
  }

  /** The lines {@code user=...} and {@code password=...} of a file, each taken as it is. */
  private static DatabaseLogin fromFile(Path file) {
    Map<String, String> values = new HashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          values.put(line.substring(0, equals).strip(), line.substring(equals + 1));
        }
      }
    } catch (IOException e) {
      throw EmulatorErrors.secretFileUnreadable(file, e);
    }
    if (!values.containsKey(USER) || !values.containsKey(PASSWORD)) {
      throw EmulatorErrors.secretFileIncomplete(
          file, "write one line user=NAME and one line password=SECRET into it");
    }
    return new DatabaseLogin(values.get(USER), Secret.of(values.get(PASSWORD)));
  }

  private static DatabaseLogin fromEnvironment(Map<String, String> environment) {
    String user = environment.getOrDefault(USER_VARIABLE, "");
    if (user.isEmpty()) {
      throw EmulatorErrors.databaseLoginMissing(USER_VARIABLE, PASSWORD_VARIABLE);
    }
    return new DatabaseLogin(
        user, Secret.fromEnvironment(environment, PASSWORD_VARIABLE).orElse(Secret.of("")));
  }
}
