package io.pinflow.delta.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.sink.DeltaSinkOptions;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

/** What can be set on a sink can be set in SQL, and is documented. */
class SinkOptionsTest {

  @Test
  void everyOptionOfTheSinkIsOneOfATable() throws IllegalAccessException {
    assertThat(new DeltaTableFactory().optionalOptions()).containsAll(sinkOptions());
  }

  @Test
  void everyOptionOfTheSinkIsDocumented() throws IllegalAccessException, IOException {
    String page = Files.readString(Path.of("..", "..", "docs", "delta-connector.md"));
    assertThat(sinkOptions())
        .allSatisfy(option -> assertThat(page).contains("\n| `" + option.key() + "` | "));
  }

  private static List<ConfigOption<?>> sinkOptions() throws IllegalAccessException {
    List<ConfigOption<?>> options = new ArrayList<>();
    for (Field field : DeltaSinkOptions.class.getFields()) {
      options.add((ConfigOption<?>) field.get(null));
    }
    assertThat(options).contains(DeltaSinkOptions.METRICS_GROUP);
    return options;
  }
}
