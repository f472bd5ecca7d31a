package io.pinflow.jobs.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.schema.RecordKind;
import org.junit.jupiter.api.Test;

class FindingsTest {

  private final Findings findings = new Findings();

  @Test
  void knowsTheKindOfASourceByItsName() {
    assertThat(findings.source("kafka://my.company.geo/3/17").orElseThrow().kind())
        .isEqualTo(RecordKind.GEO);
    assertThat(findings.source("kinesis://streaming-x-user/shardId-000000000002/17"))
        .map(SourceName::kind)
        .contains(RecordKind.USER);
  }

  @Test
  void takesNothingThatIsNoPosition() {
    for (String uri :
        new String[] {
          "",
          "pin",
          "kafka://pinflow.pin",
          "kafka://pinflow.pin/0",
          "kafka://pinflow.other/0/1",
          "kafka://pinflow.pin/0/",
          "kafka://pinflow.pin/0/x",
          "file:///pinflow.pin/0/1"
        }) {
      assertThat(findings.add(uri, Fact.CLEAN_ROW)).as(uri).isFalse();
    }
    assertThat(findings.add("kafka://pinflow.pin/0/1", Fact.CLEAN_ROW)).isTrue();
  }

  @Test
  void addsWhatOthersHaveFound() {
    assertThat(findings.add("kafka://pinflow.pin/0/1", Fact.ARCHIVED)).isTrue();
    Findings others = new Findings();
    assertThat(others.add("kafka://pinflow.pin/0/1", Fact.HELD)).isTrue();
    assertThat(others.add("kafka://pinflow.geo/0/5", Fact.HELD)).isTrue();
    others.problem("a broken file");

    findings.addAll(others);

    assertThat(findings.facts()).hasSize(2);
    SortedFacts pins =
        findings.facts().get(SourceName.of("kafka://pinflow.pin/0").orElseThrow()).sorted();
    assertThat(pins.size()).isEqualTo(1);
    assertThat(Fact.HELD.isIn(pins.facts(0))).isTrue();
    assertThat(Fact.ARCHIVED.isIn(pins.facts(0))).isTrue();
    assertThat(findings.problems()).containsExactly("a broken file");
  }
}
