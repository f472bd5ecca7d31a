package io.pinflow.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** That the synthesis itself ended says already that no rule about templates was broken. */
@NeedsNode
class NagTest {

  private final Synthesized stages = Synthesized.stages();

  @Test
  void cdkNagFindsNothing() {
    assertThat(stages.names()).hasSize(6);
    for (String name : stages.names()) {
      Annotations annotations = Annotations.fromStack(stages.stack(name));
      for (String severity : List.of("error", "warning")) {
        assertThat(
                severity.equals("error")
                    ? annotations.findError("*", Match.stringLikeRegexp("AwsSolutions-.*"))
                    : annotations.findWarning("*", Match.stringLikeRegexp("AwsSolutions-.*")))
            .as("%ss in %s", severity, name)
            .isEmpty();
      }
    }
  }

  @Test
  void everyExceptionHasAReason() {
    List<String> reasons = new ArrayList<>();
    for (String name : stages.names()) {
      for (JsonNode rules : stages.json(name).findValues("rules_to_suppress")) {
        rules.forEach(rule -> reasons.add(rule.get("reason").asText()));
      }
    }
    assertThat(reasons).isNotEmpty().allMatch(reason -> reason.length() > 20);
  }
}
