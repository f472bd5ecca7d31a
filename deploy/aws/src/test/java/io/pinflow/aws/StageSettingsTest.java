package io.pinflow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageSettingsTest {

  @Test
  void readsTheStagesThatAreThere() {
    assertThat(Synthesized.settings("dev").topics())
        .containsExactly("pinflow-dev.pin", "pinflow-dev.geo", "pinflow-dev.user");
    assertThat(Synthesized.settings("prod").streamNames())
        .containsExactly(
            "streaming-pinflow-pin", "streaming-pinflow-geo", "streaming-pinflow-user");
    assertThat(Synthesized.settings("dev").isProtected()).isFalse();
    assertThat(Synthesized.settings("prod").isProtected()).isTrue();
  }

  @Test
  void namesWhatIsMissing() {
    assertThatThrownBy(() -> read("region", null))
        .isInstanceOf(SettingsException.class)
        .hasMessage("cdk.json: pinflow.prod.region is missing: give a region such as eu-west-1");
  }

  @Test
  void namesWhatIsMisspelt() {
    assertThatThrownBy(() -> read("regoin", "eu-west-1"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("pinflow.prod.regoin is not known");
  }

  @Test
  void refusesAnIdThatNoTopicOrStreamCouldHave() {
    assertThatThrownBy(() -> read("id", "Pin flow"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("pinflow.prod.id is 'Pin flow'");
  }

  @Test
  void refusesBrokersWhichTheZonesCannotShare() {
    Map<String, Object> kafka = new HashMap<>(object("kafka"));
    kafka.put("brokers", 4);
    assertThatThrownBy(() -> read("kafka", kafka))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("brokers is '4'")
        .hasMessageContaining("a multiple of the 3 zones");
  }

  @Test
  void refusesWhatIsNoNumber() {
    Map<String, Object> streams = Map.of("mode", "PROVISIONED", "shards", "two");
    assertThatThrownBy(() -> read("kinesis", streams))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("pinflow.prod.kinesis.shards is 'two'")
        .hasMessageContaining("a whole number from 1 to 500");
  }

  @Test
  void refusesAColderClassBeforeTheWarmerOne() {
    Map<String, Object> archive = new HashMap<>(object("archive"));
    archive.put("glacier-after-days", 31);
    assertThatThrownBy(() -> read("archive", archive))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("pinflow.prod.archive.glacier-after-days is '31'");
  }

  @Test
  void refusesWhoCannotStartTheDailyJobsAndTooLittleTimeForThem() {
    assertThatThrownBy(() -> read("daily", Map.of("by", "CRON", "minutes-per-step", 60)))
        .hasMessageContaining("pinflow.prod.daily.by is 'CRON'")
        .hasMessageContaining("one of [EVENTBRIDGE, AIRFLOW]");
    assertThatThrownBy(() -> read("daily", Map.of("by", "AIRFLOW", "minutes-per-step", 1)))
        .hasMessageContaining("pinflow.prod.daily.minutes-per-step is '1'");
  }

  private static StageSettings read(String setting, Object value) {
    Map<String, Object> prod = new HashMap<>(prod());
    if (value == null) {
      prod.remove(setting);
    } else {
      prod.put(setting, value);
    }
    return StageSettings.read("prod", ContextReader.of("pinflow.prod", prod));
  }

  private static Map<String, Object> object(String setting) {
    return cast(prod().get(setting));
  }

  private static Map<String, Object> prod() {
    return cast(cast(Synthesized.context().get("pinflow")).get("prod"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> cast(Object object) {
    assertThat(object).isInstanceOfAny(Map.class, List.class);
    return (Map<String, Object>) object;
  }
}
