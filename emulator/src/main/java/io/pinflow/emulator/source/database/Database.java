package io.pinflow.emulator.source.database;

import io.pinflow.emulator.error.EmulatorErrors;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/**
 * A connection which answers short queries and is made anew where it was lost in between. Not
 * thread-safe.
 */
final class Database implements AutoCloseable {

  private static final String CONNECT_TIMEOUT_MILLIS = "10000";
  private static final String ANSWER_TIMEOUT_MILLIS = "120000";
  private static final int VALID_TIMEOUT_SECONDS = 10;

  private final DatabaseConfig config;
  private final DatabaseLogin login;
  private final RowWriter writer;
  private Connection connection;

  private Database(DatabaseConfig config, DatabaseLogin login) {
    this.config = config;
    this.login = login;
    this.writer = new RowWriter(config.timestamps());
  }

  /**
   * Connects.
   *
   * @throws io.pinflow.emulator.error.EmulatorException if that fails
   */
  static Database connect(DatabaseConfig config, DatabaseLogin login) {
    Database database = new Database(config, login);
    try {
      database.connection = database.connectAnew();
    } catch (SQLException e) {
      throw EmulatorErrors.databaseFailed("connect to", config.address(), e);
    }
    return database;
  }

  /**
   * The rows which a condition, made of SQL and its parameters, selects of a kind's table.
   *
   * @param condition what follows the table's name
   */
  List<Row> rows(RecordKind kind, String condition, List<Long> parameters) {
    DatabaseTable table = config.tables().get(kind);
    String sql = "SELECT * FROM " + table.quotedName() + condition;
    return query(
        sql,
        parameters,
        table,
        result -> {
          List<Row> rows = new ArrayList<>();
          int key = keyColumn(result, table);
          while (result.next()) {
            long value = result.getLong(key);
            rows.add(
                new Row(
                    result.wasNull() ? Row.NO_KEY : value,
                    PostRecord.json(kind, writer.write(result))));
          }
          return rows;
        });
  }

  /** How many rows a condition selects. */
  long count(RecordKind kind, String condition, List<Long> parameters) {
    DatabaseTable table = config.tables().get(kind);
    return query(
        "SELECT COUNT(*) FROM " + table.quotedName() + condition,
        parameters,
        table,
        result -> {
          result.next();
          return result.getLong(1);
        });
  }

  private static int keyColumn(ResultSet result, DatabaseTable table) throws SQLException {
    int key = result.findColumn(table.key());
    return switch (result.getMetaData().getColumnType(key)) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> key;
      default ->
          throw EmulatorErrors.invalidSetting(
              "key column of table " + table.name(),
              table.key(),
              "name one of an integer type, this one is "
                  + result.getMetaData().getColumnTypeName(key));
    };
  }

  private interface Reader<T> {
    T read(ResultSet result) throws SQLException;
  }

  private <T> T query(String sql, List<Long> parameters, DatabaseTable table, Reader<T> reader) {
    try {
      try {
        return attempt(sql, parameters, reader);
      } catch (SQLNonTransientConnectionException | SQLTransientConnectionException e) {
        close();
        connection = connectAnew();
        return attempt(sql, parameters, reader);
      }
    } catch (SQLException e) {
      throw EmulatorErrors.databaseFailed(
          "read table " + table.name() + " of", config.address(), e);
    }
  }

  private <T> T attempt(String sql, List<Long> parameters, Reader<T> reader) throws SQLException {
    if (!connection.isValid(VALID_TIMEOUT_SECONDS)) {
      close();
      connection = connectAnew();
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setLong(i + 1, parameters.get(i));
      }
      try (ResultSet result = statement.executeQuery()) {
        return reader.read(result);
      }
    }
  }

  private Connection connectAnew() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password().reveal());
    properties.setProperty("connectTimeout", CONNECT_TIMEOUT_MILLIS);
    properties.setProperty("socketTimeout", ANSWER_TIMEOUT_MILLIS);
    properties.setProperty("tinyInt1isBit", "false");
    properties.setProperty("yearIsDateType", "false");
    // The server must not get to read files of this machine.
    properties.setProperty("allowLocalInfile", "false");
    Connection made = new Driver().connect(config.driverUrl(), properties);
    try (Statement statement = made.createStatement()) {
      statement.execute("SET time_zone = '+00:00'");
    }
    made.setReadOnly(true);
    return made;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is of no use any more, and the server drops it.
    }
  }
}
