package io.pinflow.local.command;

import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.Progress;
import io.pinflow.local.sql.Csv;
import io.pinflow.local.sql.ResultTable;
import io.pinflow.local.sql.SqlRunner;
import io.pinflow.local.sql.TextTable;
import io.pinflow.local.stack.Home;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.Part;
import io.pinflow.local.stack.Ports;
import io.pinflow.local.stack.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description =
        "Runs a SQL file over the lake's tables and views, which sql/tables.sql defines, and prints the answer.")
final class SqlCommand implements Callable<Integer> {

  private static final int MAX_ROWS = 1_000;

  @Mixin private HomeOption home;

  @Parameters(index = "0", paramLabel = "FILE", description = "A file of Flink SQL statements.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Also writes the last answer there as CSV.")
  private Path out;

  @Override
  public Integer call() {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw LocalErrors.missingFile("sql", file);
    }
    Home folder = home.existing();
    Ports ports =
        new Stack(folder, Terminal.progress())
            .running(EnumSet.of(Part.JOBMANAGER, Part.TASKMANAGER, Part.SQL_GATEWAY, Part.S3));
    Progress.Step step = Terminal.progress().begin("running " + file.getFileName());
    List<ResultTable> results;
    try (SqlRunner runner =
        SqlRunner.open(ports.sqlGateway(), Installation.current().tablesSql())) {
      results = runner.run(file);
    }
    step.done(results.size() + (results.size() == 1 ? " answer" : " answers"));
    results.forEach(result -> System.out.print(TextTable.of(result, MAX_ROWS)));
    if (out != null) {
      if (results.isEmpty()) {
        throw LocalErrors.noResult(file);
      }
      Csv.write(results.get(results.size() - 1), out);
    }
    return 0;
  }
}
