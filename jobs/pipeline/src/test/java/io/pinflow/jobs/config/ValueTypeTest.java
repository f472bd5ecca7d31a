package io.pinflow.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {

  @Test
  void readsDurationsWithTheirUnit() {
    assertThat(ValueType.DURATION.parse("10 min")).isEqualTo(Duration.ofMinutes(10));
    assertThat(ValueType.DURATION_OR_OFF.parse("off")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "", "soon", "-1 h", "99999999999999999999 d"})
  void refusesADurationWithoutUnitOrMeaning(String text) {
    assertThatThrownBy(() -> ValueType.DURATION.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsListsWithoutTheBlanksAround() {
    assertThat(ValueType.LIST.parse(" a , b")).isEqualTo(List.of("a", "b"));
    assertThatThrownBy(() -> ValueType.LIST.parse("a,,b")).hasMessage("has an empty element");
  }

  @Test
  void readsConstantsByTheirLowerCaseName() {
    ValueType<TimeUnit> type = ValueType.oneOf(TimeUnit.class);

    assertThat(type.parse("Seconds")).isEqualTo(TimeUnit.SECONDS);
    assertThatThrownBy(() -> type.parse("years")).hasMessageContaining("`seconds`");
  }

  @Test
  void takesFoldersAsUriOrPathOfTheLocalDiskWithoutTheLastSlash() {
    assertThat(ValueType.FOLDER.parse("s3://bucket/lake/")).isEqualTo("s3://bucket/lake");
    assertThat(ValueType.FOLDER.parse("file:///lake")).isEqualTo("file:///lake");
    assertThat(ValueType.FOLDER.parse("/lake/")).isEqualTo("file:///lake");
    assertThatThrownBy(() -> ValueType.FOLDER.parse("lake")).hasMessageContaining("relative");
    assertThatThrownBy(() -> ValueType.FOLDER.parse(""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
