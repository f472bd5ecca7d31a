package io.pinflow.delta.sink;

import io.pinflow.delta.kernel.DeltaErrors;
import java.util.List;
import java.util.regex.Pattern;
import javax.annotation.Nullable;
import org.apache.flink.metrics.MetricGroup;

/** Groups below an operator's own metric group, one in the other. Immutable. */
final class MetricPath {

  private static final Pattern GROUP = Pattern.compile("[^=\\s]+(=[^=\\s]+)?");

  private final List<String> groups;

  private MetricPath(List<String> groups) {
    this.groups = groups;
  }

  /**
   * @param text as {@link DeltaSinkOptions#METRICS_GROUP} describes it; null for the operator's own
   *     group
   * @throws io.pinflow.delta.kernel.DeltaException if it is anything else
   */
  static MetricPath of(@Nullable String text) {
    if (text == null) {
      return new MetricPath(List.of());
    }
    List<String> groups = List.of(text.split("\\.", -1));
    if (!groups.stream().allMatch(group -> GROUP.matcher(group).matches())) {
      throw DeltaErrors.invalidOption(
          DeltaSinkOptions.METRICS_GROUP.key(),
          text,
          "it must be groups with dots between them, each NAME or KEY=VALUE, as in"
              + " kinesisanalytics.table=pins.");
    }
    return new MetricPath(groups);
  }

  MetricGroup below(MetricGroup operator) {
    MetricGroup last = operator;
    for (String group : groups) {
      int value = group.indexOf('=') + 1;
      last =
          value == 0
              ? last.addGroup(group)
              : last.addGroup(group.substring(0, value - 1), group.substring(value));
    }
    return last;
  }
}
