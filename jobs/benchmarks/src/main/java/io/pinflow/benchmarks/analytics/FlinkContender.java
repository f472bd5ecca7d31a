package io.pinflow.benchmarks.analytics;

import io.pinflow.local.report.Progress;
import io.pinflow.local.sql.ResultTable;
import io.pinflow.local.sql.SqlRunner;
import io.pinflow.local.stack.FlinkCluster;
import io.pinflow.local.stack.Installation;
import io.pinflow.local.stack.ScratchHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Flink as the local stack has it, asked through one session of its SQL gateway. */
final class FlinkContender implements Contender {

  private final ScratchHome scratch;
  private final FlinkCluster cluster;
  private final SqlRunner session;

  private FlinkContender(ScratchHome scratch, FlinkCluster cluster, SqlRunner session) {
    this.scratch = scratch;
    this.cluster = cluster;
    this.session = session;
  }

  static FlinkContender start(Installation installation, Path tables) {
    ScratchHome scratch = ScratchHome.create();
    Progress progress = new Progress(System.err, false);
    FlinkCluster cluster =
        FlinkCluster.start(
            scratch.home(),
            installation,
            Map.of("delta.table-root", tables.toUri().toString()),
            progress);
    SqlRunner session = SqlRunner.open(cluster.sqlGateway(), installation.tablesSql());
    return new FlinkContender(scratch, cluster, session);
  }

  @Override
  public List<String> answer(AnalyticsQuery query) {
    List<ResultTable> results = session.run(query.file());
    return rows(results.get(results.size() - 1));
  }

  private static List<String> rows(ResultTable result) {
    return Answer.of(
        result.rows().stream()
            .map(
                row -> {
                  Object[] values = row.toArray();
                  for (int i = 0; i < values.length; i++) {
                    if (values[i] != null && result.numeric().get(i)) {
                      values[i] = new java.math.BigDecimal((String) values[i]);
                    }
                  }
                  return java.util.Arrays.asList(values);
                })
            .toList());
  }

  /** Answers all queries by one statement set into tables of their own, new ones. */
  Run asOneStatementSet(List<AnalyticsQuery> queries, Answers answers) {
    Path results = scratch.home().root().resolve("results-" + System.nanoTime());
    StringBuilder inserts = new StringBuilder("EXECUTE STATEMENT SET BEGIN\n");
    StringBuilder tables = new StringBuilder("SET 'table.dml-sync' = 'true';\n");
    for (AnalyticsQuery query : queries) {
      tables.append(
          "DROP TABLE IF EXISTS %1$s;\nCREATE TABLE %1$s (%2$s) WITH ('connector' = 'delta', 'table-path' = '%3$s');\n"
              .formatted(
                  query.resultTable(),
                  query.resultColumns(),
                  results.resolve(query.name()).toUri()));
      inserts.append("INSERT INTO ").append(query.resultTable()).append('\n');
      inserts.append(query.sql()).append(";\n");
    }
    List<ResultTable> unused = session.run(script("tables.sql", tables.toString()));
    Path statementSet = script("set.sql", inserts + "END;\n");
    Duration cpu = cpuTime();
    long start = System.nanoTime();
    List<ResultTable> jobs = session.run(statementSet);
    Run run =
        new Run(
            Run.seconds(System.nanoTime() - start),
            Run.seconds(cpuTime().minus(cpu).toNanos()),
            Map.of());
    if (jobs.size() > 1) {
      throw new IllegalStateException("The statement set has become " + jobs.size() + " jobs");
    }
    for (AnalyticsQuery query : queries) {
      answers.check(query.name(), rows(session.query("SELECT * FROM " + query.resultTable())));
    }
    return run;
  }

  private Path script(String name, String text) {
    try {
      return Files.writeString(scratch.home().root().resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + name, e);
    }
  }

  @Override
  public Duration cpuTime() {
    return cluster.cpuTime();
  }

  @Override
  public void close() {
    session.close();
    cluster.close();
    scratch.close();
  }
}
