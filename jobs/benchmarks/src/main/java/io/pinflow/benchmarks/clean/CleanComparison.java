package io.pinflow.benchmarks.clean;

import io.pinflow.benchmarks.suite.Medians;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The runs of both sides with the same deduplication.
 *
 * @param content what both sides' tables hold
 */
record CleanComparison(List<CleanRun> pinflow, List<CleanRun> spark, TableDigest content) {

  double pinflow(ToDoubleFunction<CleanRun> value) {
    return Medians.of(pinflow, value);
  }

  double spark(ToDoubleFunction<CleanRun> value) {
    return Medians.of(spark, value);
  }

  /** How many times as much Spark takes. */
  double ratio(ToDoubleFunction<CleanRun> value) {
    return spark(value) / pinflow(value);
  }

  Map<String, Object> figures(long records) {
    Map<String, Object> figures = new LinkedHashMap<>();
    put(figures, "pinflow_s", pinflow(CleanRun::fromSubmission));
    put(figures, "spark_s", spark(CleanRun::fromSubmission));
    put(figures, "ratio", ratio(CleanRun::fromSubmission));
    put(figures, "pinflow_records_per_s", records / pinflow(CleanRun::fromSubmission));
    put(figures, "pinflow_from_nothing_s", pinflow(CleanRun::fromNothing));
    put(figures, "ratio_from_nothing", ratio(CleanRun::fromNothing));
    put(figures, "pinflow_steady_s", pinflow(CleanRun::steady));
    put(figures, "spark_steady_s", spark(CleanRun::steady));
    put(figures, "ratio_steady", ratio(CleanRun::steady));
    put(figures, "pinflow_cpu_s", pinflow(run -> run.usage().cpuSeconds()));
    put(figures, "spark_cpu_s", spark(run -> run.usage().cpuSeconds()));
    put(figures, "ratio_cpu", ratio(run -> run.usage().cpuSeconds()));
    put(figures, "pinflow_peak_mib", pinflow(run -> run.usage().peakMiB()));
    put(figures, "spark_peak_mib", spark(run -> run.usage().peakMiB()));
    put(figures, "ratio_peak", ratio(run -> run.usage().peakMiB()));
    return figures;
  }

  private static void put(Map<String, Object> figures, String name, double value) {
    figures.put(name, Medians.rounded(value));
  }
}
