package io.pinflow.emulator.source.database;

import io.pinflow.emulator.error.EmulatorErrors;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A table of posts' records.
 *
 * @param name the table, with its database before it and a dot between where it is not the
 *     connection's own
 * @param key the column with a post's index, which is an integer; an index over it keeps reading
 *     fast
 */
public record DatabaseTable(String name, String key) {

  public DatabaseTable {
    if (name.isBlank()) {
      throw EmulatorErrors.invalidSetting("table", name, "name one");
    }
    if (key.isBlank()) {
      throw EmulatorErrors.invalidSetting(
          "key column of table " + name, key, "name the column with the posts' index");
    }
  }

  String quotedName() {
    return Arrays.stream(name.split("\\."))
        .map(DatabaseTable::quoted)
        .collect(Collectors.joining("."));
  }

  String quotedKey() {
    return quoted(key);
  }

  private static String quoted(String identifier) {
    return "`" + identifier.replace("`", "``") + "`";
  }
}
