package io.pinflow.jobs.clean;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.pinflow.jobs.metrics.ExactCounters;
import io.pinflow.schema.FailureCode;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.Rule;
import io.pinflow.schema.Rules;
import io.pinflow.testing.fixture.RecordedMetrics;
import java.lang.management.ManagementFactory;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KindCountersTest {

  private static final long EVERY_RULE = (1L << Rules.all().size()) - 1;

  private final RecordedMetrics metrics = RecordedMetrics.below(ExactCounters.GROUP);
  private final Counting function = new Counting();
  private OneInputStreamOperatorTestHarness<Long, Void> harness;
  private KindCounters counters;

  @BeforeEach
  void open() throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(function),
            new MockEnvironmentBuilder().setMetricGroup(metrics.taskGroup()).build());
    harness.open();
    counters = function.counters;
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void hasACounterForEachRuleAndEachCodeThatIsMet() {
    assertThat(metrics.paths())
        .containsExactlyInAnyOrder("pin.received", "pin.covered", "pin.quarantined");

    counters.fired(EVERY_RULE);
    counters.fired(1);
    for (FailureCode code : FailureCode.values()) {
      counters.quarantined(code);
    }

    assertThat(metrics.paths()).hasSize(3 + Rules.all().size() + FailureCode.values().length);
    for (Rule rule : Rules.all()) {
      assertThat(metrics.counts())
          .containsEntry("pin.rule." + rule.id(), rule.index() == 0 ? 2L : 1L);
    }
    for (FailureCode code : FailureCode.values()) {
      assertThat(metrics.counts()).containsEntry("pin.failure." + code.id(), 1L);
    }
  }

  @Test
  void allocatesNothingForARecord() {
    int records = 100_000;
    count(records);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    count(records);
    // What the measuring itself, or a compiler at work, may take is less than a byte for each.
    assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(records);
    assertThat(metrics.counts()).containsEntry("pin.received", 2L * records);
  }

  private void count(int records) {
    for (int i = 0; i < records; i++) {
      counters.received();
      counters.fired(EVERY_RULE);
      counters.quarantined(FailureCode.NOT_JSON);
    }
  }

  /** Whatever has counters. */
  private static final class Counting extends ProcessFunction<Long, Void>
      implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private transient KindCounters counters;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      counters =
          new KindCounters(
              ExactCounters.restore(context, getRuntimeContext().getMetricGroup()), RecordKind.PIN);
    }

    @Override
    public void processElement(Long value, Context context, Collector<Void> out) {}

    @Override
    public void snapshotState(FunctionSnapshotContext context) {}
  }
}
