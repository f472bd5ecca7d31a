package io.pinflow.jobs.sql;

import io.pinflow.jobs.config.JobErrors;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.doctor.Check;
import io.pinflow.jobs.doctor.FolderCheck;
import io.pinflow.sql.SqlScript;
import io.pinflow.sql.SqlStatement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which scripts are to be run, and what their variables are. Immutable. */
public final class SqlPlan {

  private final List<String> scripts;
  private final Optional<String> tableRoot;
  private final SqlVariables variables;

  private SqlPlan(List<String> scripts, Optional<String> tableRoot, SqlVariables variables) {
    this.scripts = scripts;
    this.tableRoot = tableRoot;
    this.variables = variables;
  }

  /** Reads the settings, noting what is wrong with them. */
  public static SqlPlan read(SettingsReader settings) {
    List<String> scripts = settings.get(SqlOptions.SCRIPTS);
    Optional<String> root = settings.find(SqlOptions.TABLE_ROOT);
    LocalDate date = settings.find(SqlOptions.DATE).orElseGet(() -> LocalDate.now(ZoneOffset.UTC));
    Map<String, String> variables = new HashMap<>();
    root.ifPresent(folder -> variables.put("root", folder));
    variables.put("date", date.toString());
    settings
        .entries(SqlOptions.VARIABLES)
        .forEach(
            (name, value) -> {
              if (name.equals("root") || name.equals("date")) {
                settings.rejectEntry(
                    SqlOptions.VARIABLES,
                    name,
                    "is a variable already",
                    "Give --" + (name.equals("root") ? "table-root" : name));
              } else if (value.indexOf('\'') >= 0 || value.indexOf('`') >= 0) {
                settings.rejectEntry(
                    SqlOptions.VARIABLES,
                    name,
                    "holds a quote, which would end the text it is put into",
                    "Leave the quote out");
              }
              variables.put(name, value);
            });
    return new SqlPlan(scripts == null ? List.of() : scripts, root, new SqlVariables(variables));
  }

  /** What to look at before the scripts are run. */
  public List<Check> checks() {
    return tableRoot.stream()
        .map(root -> (Check) FolderCheck.ofTables(SqlOptions.TABLE_ROOT.key(), root))
        .collect(Collectors.toList());
  }

  Optional<String> tableRoot() {
    return tableRoot;
  }

  /**
   * The statements of all scripts, their variables replaced.
   *
   * @throws io.pinflow.jobs.config.ConfigurationException if a script cannot be read, or has a
   *     variable without a value
   */
  List<SqlStatement> statements() {
    List<SqlStatement> statements = new ArrayList<>();
    for (String script : scripts) {
      for (SqlStatement statement : SqlScript.split(ScriptFile.read(script), script)) {
        statements.add(variables.replaceIn(statement));
      }
    }
    if (statements.isEmpty()) {
      throw JobErrors.emptyScripts(scripts);
    }
    return statements;
  }
}
