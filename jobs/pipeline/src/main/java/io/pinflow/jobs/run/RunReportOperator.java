package io.pinflow.jobs.run;

import java.io.IOException;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a job's report when all before it has ended. It is sent nothing and emits nothing. */
final class RunReportOperator extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<Void, Void>, BoundedOneInput {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(RunReportOperator.class);

  private final RunReport report;

  RunReportOperator(RunReport report) {
    this.report = report;
  }

  @Override
  public void processElement(StreamRecord<Void> element) {
    throw new IllegalStateException("The operators before this one emit nothing: " + element);
  }

  @Override
  public void endInput() throws IOException {
    report.finished();
    LOG.info("The job has ended, {} tells", report);
  }
}
