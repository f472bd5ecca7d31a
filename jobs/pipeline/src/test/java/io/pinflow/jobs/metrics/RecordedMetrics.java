package io.pinflow.jobs.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;

/** The counters an operator registers, by their name below {@code kinesisanalytics}. */
public final class RecordedMetrics {

  private final Map<String, Counter> counters = new LinkedHashMap<>();
  private final TaskMetricGroup taskGroup;

  private RecordedMetrics() {
    TestingMetricRegistry registry =
        TestingMetricRegistry.builder().setRegisterConsumer(this::register).build();
    taskGroup =
        TaskManagerMetricGroup.createTaskManagerMetricGroup(
                registry, "localhost", ResourceID.generate())
            .addJob(new JobID(), "job")
            .addTask(ExecutionAttemptID.randomId(), "task");
  }

  public static RecordedMetrics create() {
    return new RecordedMetrics();
  }

  public TaskMetricGroup taskGroup() {
    return taskGroup;
  }

  /** Every counter which is not zero. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counters.forEach(
        (name, counter) -> {
          if (counter.getCount() != 0) {
            counts.put(name, counter.getCount());
          }
        });
    return counts;
  }

  private void register(Metric metric, String name, AbstractMetricGroup<?> group) {
    List<String> scope = List.of(group.getScopeComponents());
    int start = scope.indexOf(ExactCounters.GROUP);
    if (start >= 0) {
      String path = String.join(".", scope.subList(start + 1, scope.size()));
      counters.put(path + '.' + name, (Counter) metric);
    }
  }
}
