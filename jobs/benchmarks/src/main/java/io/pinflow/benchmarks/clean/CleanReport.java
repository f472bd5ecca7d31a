package io.pinflow.benchmarks.clean;

import io.pinflow.benchmarks.suite.PartResult;
import io.pinflow.benchmarks.suite.SuiteContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The results of cleaning, as figures and as a text. */
final class CleanReport {

  private static final int KINDS = 3;

  private static final String METHOD =
      """
      %,d pins, %,d geo and %,d user records of the emulator in three topics of two partitions, cleaned into three Delta tables on the local disk; medians of %d runs, in turn.

      - CleanJob runs on a new cluster for each run: a JobManager, and a TaskManager of two slots and 1,100 MiB (1,900 with the state on the heap, 1,400 with RocksDB), each a process of its own. Spark runs in one process, `local[2]`, three Structured Streaming queries side by side with `Trigger.AvailableNow`, a batch each, and a heap of 2 GiB.
      - *From submission* begins when the job is given to the running cluster; for Spark, which has none, when its process starts. *From nothing* adds the start of the cluster's processes. *First record* begins when the first source task runs, for Spark with its first batch. All end with the last commit's file.
      - CPU seconds and peak memory are those of all processes of a side from their start, the broker's left out; peaks of processes are added.
      - What limits memory: JobManager and TaskManager are two JVMs, of which classes, compiled code, threads and network buffers take 500 MiB before the first row. State on the heap is 130 bytes a record, as Flink keeps an object for the entry, its value and its time; by reckoning, a table of plain arrays would take a third of that. RocksDB's block cache and write buffers are 256 MiB.
      - Spark's rules are the same ones in built-in functions, without what would take it longer still: it neither keeps unknown fields nor quarantines. Its repetitions are dropped by `dropDuplicates` on the key and a hash of the content.
      - After each run, rows and an order-independent hash of both sides' tables were equal; with dedup off, of all columns.
      """;

  private CleanReport() {}

  static PartResult of(SuiteContext context, Map<Deduplication, CleanComparison> results) {
    long records = (long) context.rows() * KINDS;
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("records", records);
    figures.put("runs", context.runs());
    figures.putAll(results.get(Deduplication.OFF).figures(records));
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                METHOD,
                context.rows(),
                context.rows(),
                context.rows(),
                context.runs()));
    text.append("\n| | | CleanJob | Spark | Spark / CleanJob |\n| --- | --- | --- | --- | --- |\n");
    results.forEach(
        (deduplication, comparison) -> {
          figures.put("dedup_" + deduplication.key(), comparison.figures(records));
          table(text, deduplication.label(), comparison);
        });
    return new PartResult(figures, text.toString());
  }

  private static void table(StringBuilder text, String label, CleanComparison comparison) {
    row(text, label, "from submission, s", comparison, CleanRun::fromSubmission);
    row(text, "", "from nothing, s", comparison, CleanRun::fromNothing);
    row(text, "", "first record, s", comparison, CleanRun::steady);
    row(text, "", "CPU, s", comparison, run -> run.usage().cpuSeconds());
    row(text, "", "peak memory, MiB", comparison, run -> run.usage().peakMiB());
  }

  private static void row(
      StringBuilder text,
      String label,
      String measure,
      CleanComparison comparison,
      ToDoubleFunction<CleanRun> value) {
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %s | %.1f | %.1f | %.2f |%n",
            label,
            measure,
            comparison.pinflow(value),
            comparison.spark(value),
            comparison.ratio(value)));
  }
}
