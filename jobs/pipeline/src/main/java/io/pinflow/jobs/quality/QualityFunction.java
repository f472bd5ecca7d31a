package io.pinflow.jobs.quality;

import io.pinflow.jobs.config.JobErrors;
import io.pinflow.jobs.run.RunReport;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the day and judges it. A broken check ends the job at once, whatever restarts it has.
 */
final class QualityFunction extends ProcessFunction<String, Void> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(QualityFunction.class);

  private final QualityPlan plan;
  @Nullable private final RunReport report;

  QualityFunction(QualityPlan plan, @Nullable RunReport report) {
    this.plan = plan;
    this.report = report;
  }

  @Override
  public void processElement(String ignored, Context context, Collector<Void> out)
      throws IOException {
    List<QualityCheck> checks = new QualityChecks(plan, Instant.now()).of(DayOfLake.read(plan));
    List<QualityCheck> broken = QualityChecks.broken(checks);
    if (broken.isEmpty()) {
      LOG.info("The quality gate of {} is open: {}", plan.day(), checks);
      return;
    }
    IllegalStateException closed =
        JobErrors.brokenChecks(plan.day(), broken, checks.size(), plan.tableRoot());
    LOG.error("{}", closed.getMessage());
    SuppressRestartsException end = new SuppressRestartsException(closed);
    if (report != null) {
      report.failed(end);
    }
    throw end;
  }
}
