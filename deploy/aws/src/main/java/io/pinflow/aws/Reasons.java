package io.pinflow.aws;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.IConstruct;

/** Exceptions from cdk-nag's rules at one construct, each with its reason. */
final class Reasons {

  private final IConstruct construct;
  private final Map<String, NagPackSuppression> suppressions = new TreeMap<>();

  private Reasons(IConstruct construct) {
    this.construct = construct;
  }

  static Reasons at(IConstruct construct) {
    return new Reasons(construct);
  }

  /** Excepts from a whole rule. */
  Reasons except(String rule, String reason) {
    suppressions.put(
        rule, NagPackSuppression.builder().id("AwsSolutions-" + rule).reason(reason).build());
    return this;
  }

  /** Excepts from a rule about policies what is named, such as {@code Resource::*}. */
  Reasons except(String rule, List<String> findings, String reason) {
    suppressions.put(
        rule,
        NagPackSuppression.builder()
            .id("AwsSolutions-" + rule)
            .reason(reason)
            .appliesTo(findings)
            .build());
    return this;
  }

  void apply() {
    NagSuppressions.addResourceSuppressions(construct, List.copyOf(suppressions.values()), true);
  }
}
