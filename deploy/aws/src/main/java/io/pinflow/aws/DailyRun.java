package io.pinflow.aws;

import io.pinflow.daily.DailySteps;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.constructs.Construct;

/**
 * Starts the daily applications once a day by EventBridge Scheduler, one after the other at fixed
 * times, and stops each when the next one starts: by then it has long finished, and an application
 * is paid for while it is not stopped.
 */
final class DailyRun extends Construct {

  private static final String TARGET = "arn:aws:scheduler:::aws-sdk:kinesisanalyticsv2:";

  private final String starts;

  /**
   * The schedules.
   *
   * @param applications in the order in which they are to run
   */
  DailyRun(Construct scope, StageSettings settings, List<FlinkApplication> applications) {
    super(scope, "DailyRun");
    starts = settings.name("daily-starts");
    CfnScheduleGroup startGroup =
        CfnScheduleGroup.Builder.create(this, "Starts").name(starts).build();
    CfnScheduleGroup stopGroup =
        CfnScheduleGroup.Builder.create(this, "Stops").name(settings.name("daily-stops")).build();
    Role role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("scheduler.amazonaws.com"))
            .inlinePolicies(
                Map.of(
                    "applications",
                    PolicyDocument.Builder.create()
                        .statements(
                            List.of(
                                PolicyStatement.Builder.create()
                                    .actions(
                                        List.of(
                                            "kinesisanalytics:StartApplication",
                                            "kinesisanalytics:StopApplication"))
                                    .resources(
                                        applications.stream()
                                            .map(FlinkApplication::applicationArn)
                                            .toList())
                                    .build()))
                        .build()))
            .build();
    LocalTime start = DailySteps.read().start();
    for (FlinkApplication application : applications) {
      String name = application.applicationName();
      LocalTime end = start.plusMinutes(settings.minutesPerStep());
      // Each run begins anew: it keeps no state from one day to the next.
      schedule(
          "Start" + application.job().job(),
          startGroup,
          daily(start),
          role,
          "startApplication",
          "{\"ApplicationName\":\"%s\",\"RunConfiguration\":{\"ApplicationRestoreConfiguration\":{\"ApplicationRestoreType\":\"SKIP_RESTORE_FROM_SNAPSHOT\"}}}"
              .formatted(name));
      schedule(
          "Stop" + application.job().job(),
          stopGroup,
          daily(end),
          role,
          "stopApplication",
          "{\"ApplicationName\":\"%s\",\"Force\":true}".formatted(name));
      start = end;
    }
  }

  private static String daily(LocalTime time) {
    return "cron(%d %d * * ? *)".formatted(time.getMinute(), time.getHour());
  }

  private void schedule(
      String id, CfnScheduleGroup group, String when, Role role, String call, String input) {
    CfnSchedule.Builder.create(this, id)
        .groupName(group.getRef())
        .scheduleExpression(when)
        .scheduleExpressionTimezone("UTC")
        .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
        .target(
            CfnSchedule.TargetProperty.builder()
                .arn(TARGET + call)
                .roleArn(role.getRoleArn())
                .input(input)
                .retryPolicy(
                    CfnSchedule.RetryPolicyProperty.builder()
                        .maximumEventAgeInSeconds(3_600)
                        .maximumRetryAttempts(5)
                        .build())
                .build())
        .build();
  }

  /** The name of the group of the schedules that start. */
  String starts() {
    return starts;
  }
}
