package io.pinflow.local.command;

import io.pinflow.emulator.error.EmulatorException;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.emulator.source.database.DatabaseConfig;
import io.pinflow.emulator.source.database.DatabaseDraws;
import io.pinflow.emulator.source.database.DatabaseLogin;
import io.pinflow.emulator.source.database.DatabaseScan;
import io.pinflow.emulator.source.database.DatabaseTable;
import io.pinflow.emulator.source.database.DrawsConfig;
import io.pinflow.emulator.source.database.TimestampForm;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.schema.RecordKind;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Posts out of a MySQL or MariaDB database. */
final class DatabaseOptions {

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = {
        "Send the rows of this MySQL or MariaDB database instead, jdbc:mysql://HOST:PORT/NAME: each once, by index;",
        "with --events, that many random draws by --seed. The login comes from "
            + DatabaseLogin.USER_VARIABLE
            + " and",
        DatabaseLogin.PASSWORD_VARIABLE + ", or a file."
      })
  private String url;

  @Option(
      names = "--database-login",
      paramLabel = "FILE",
      description = "Holds the lines user=NAME and password=SECRET.")
  private Path login;

  @Option(
      names = "--pin-table",
      paramLabel = "TABLE:KEY",
      description = "The pins' table and its index column (default: pinterest_data:index).")
  private String pins;

  @Option(
      names = "--geo-table",
      paramLabel = "TABLE:KEY",
      description = "The same for geo (default: geolocation_data:ind).")
  private String geo;

  @Option(
      names = "--user-table",
      paramLabel = "TABLE:KEY",
      description = "The same for users (default: user_data:ind).")
  private String users;

  @Option(
      names = "--highest-key",
      paramLabel = "N",
      description =
          "Draw from the indices 0 to this one (default: "
              + DrawsConfig.ORIGINAL_HIGHEST_KEY
              + ").")
  private Integer highestKey;

  @Option(
      names = "--iso-timestamps",
      description = "Write timestamps with a T between date and time.")
  private boolean isoTimestamps;

  boolean given() {
    return url != null;
  }

  /** Refuses options which mean nothing without a database. */
  void requireUnused() {
    String option =
        login != null
            ? "--database-login"
            : pins != null
                ? "--pin-table"
                : geo != null
                    ? "--geo-table"
                    : users != null
                        ? "--user-table"
                        : highestKey != null
                            ? "--highest-key"
                            : isoTimestamps ? "--iso-timestamps" : null;
    if (option != null) {
      throw LocalErrors.onlyWith(option, "--database");
    }
  }

  /** Every row once. */
  PostSource scan() {
    if (highestKey != null) {
      throw LocalErrors.onlyWith("--highest-key", "--events");
    }
    try {
      return DatabaseScan.open(config(), login());
    } catch (EmulatorException e) {
      throw LocalErrors.postsUnusable(e.getMessage());
    }
  }

  /** Random draws. */
  PostSource draws(long seed, long draws) {
    try {
      int highest = highestKey == null ? DrawsConfig.ORIGINAL_HIGHEST_KEY : highestKey;
      return DatabaseDraws.open(config(), login(), new DrawsConfig(seed, draws, highest));
    } catch (EmulatorException e) {
      throw LocalErrors.postsUnusable(e.getMessage());
    }
  }

  private DatabaseLogin login() {
    return DatabaseLogin.find(Optional.ofNullable(login), System.getenv());
  }

  private DatabaseConfig config() {
    DatabaseConfig config =
        DatabaseConfig.of(url)
            .withTimestamps(isoTimestamps ? TimestampForm.ISO : TimestampForm.SPACE);
    config = with(config, RecordKind.PIN, "--pin-table", pins);
    config = with(config, RecordKind.GEO, "--geo-table", geo);
    return with(config, RecordKind.USER, "--user-table", users);
  }

  private static DatabaseConfig with(
      DatabaseConfig config, RecordKind kind, String option, String table) {
    if (table == null) {
      return config;
    }
    int colon = table.lastIndexOf(':');
    if (colon < 1 || colon == table.length() - 1) {
      throw LocalErrors.outOfRange(option, table, "TABLE:KEY");
    }
    return config.withTable(
        kind, new DatabaseTable(table.substring(0, colon), table.substring(colon + 1)));
  }
}
