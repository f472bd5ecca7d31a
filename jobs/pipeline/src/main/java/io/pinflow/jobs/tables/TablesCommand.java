package io.pinflow.jobs.tables;

import io.pinflow.delta.DeltaTableInfo;
import io.pinflow.jobs.config.ConfigurationException;
import io.pinflow.jobs.config.JobErrors;
import io.pinflow.jobs.config.ValueType;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/**
 * {@code tables --table-root URI}: prints what each Delta table holds, by its log alone, one line
 * of JSON per table that there is:
 *
 * <pre>{@code
 * {"table":"pin_table","version":12,"files":24,"bytes":123456,"rows":5000}
 * }</pre>
 *
 * <p>Runs in a JVM of its own, which it ends: 0, or 1 with a message on the error output. Flink's
 * file systems are set up as {@code FLINK_CONF_DIR} and {@code FLINK_PLUGINS_DIR} say.
 */
public final class TablesCommand {

  private static final String TABLE_ROOT = "--table-root";

  private TablesCommand() {}

  public static void main(String[] args) {
    ClientProcess.require("tables", TablesCommand.class);
    // An S3 client's threads would keep the JVM.
    System.exit(run(args, System.out, System.err));
  }

  /** Does everything but ending the JVM; returns the status to end it with. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      String root = tableRoot(args);
      Configuration flink = ClientProcess.startFileSystems();
      for (TableSchema table : tables()) {
        Optional<DeltaTableInfo> info = DeltaTableInfo.read(root + '/' + table.tableName(), flink);
        info.ifPresent(found -> out.println(line(table.tableName(), found)));
      }
      return 0;
    } catch (ConfigurationException e) {
      err.println(e.getMessage());
      return 1;
    } catch (RuntimeException e) {
      err.println("The tables cannot be read: " + e);
      return 1;
    }
  }

  private static String tableRoot(String[] args) {
    String root = null;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals(TABLE_ROOT) && i + 1 < args.length) {
        root = args[++i];
      } else if (args[i].startsWith(TABLE_ROOT + '=')) {
        root = args[i].substring(TABLE_ROOT.length() + 1);
      } else if (!args[i].equals(TABLE_ROOT)) {
        throw JobErrors.unknownTablesArgument(args[i]);
      }
    }
    if (root == null) {
      throw JobErrors.missingTableRoot();
    }
    return folder(root);
  }

  private static String folder(String root) {
    try {
      return ValueType.FOLDER.parse(root);
    } catch (IllegalArgumentException e) {
      throw JobErrors.badTableRoot(root, e.getMessage());
    }
  }

  private static List<TableSchema> tables() {
    List<TableSchema> tables = new ArrayList<>();
    for (RecordKind kind : RecordKind.values()) {
      tables.add(TableSchema.of(kind));
    }
    tables.add(TableSchema.quarantine());
    tables.add(TableSchema.redriven());
    return tables;
  }

  private static String line(String name, DeltaTableInfo info) {
    return String.format(
        Locale.ROOT,
        "{\"table\":\"%s\",\"version\":%d,\"files\":%d,\"bytes\":%d,\"rows\":%d}",
        name,
        info.version(),
        info.files(),
        info.bytes(),
        info.rows());
  }
}
