package io.pinflow.aws;

import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/**
 * The three stacks of a stage, {@code pinflow-STAGE-data}, {@code -ingest} and {@code -jobs}, with
 * the tags {@code project} and {@code stage} on all they hold.
 */
final class PipelineStage {

  private final DataStack data;
  private final IngestStack ingest;
  private final JobsStack jobs;

  /**
   * @param apiDefinition api.yaml
   * @param jobsJar the uber jar of jobs/pipeline
   * @param images where the images are built from
   */
  PipelineStage(
      Construct scope, StageSettings settings, Path apiDefinition, Path jobsJar, Images images) {
    data = new DataStack(scope, settings.name("data"), props(settings, "what is kept"), settings);
    ingest =
        new IngestStack(
            scope,
            settings.name("ingest"),
            props(settings, "how posts come in"),
            settings,
            data,
            images,
            ApiDefinitionFile.read(apiDefinition));
    jobs =
        new JobsStack(
            scope,
            settings.name("jobs"),
            props(settings, "the Flink jobs"),
            settings,
            data,
            jobsJar);
    for (Stack stack : stacks()) {
      Tags.of(stack).add("project", "pinflow");
      Tags.of(stack).add("stage", settings.stage());
    }
  }

  private static StackProps props(StageSettings settings, String what) {
    return StackProps.builder()
        .description("Pinflow " + settings.stage() + ": " + what)
        .env(
            Environment.builder()
                .account(settings.account().orElse(null))
                .region(settings.region())
                .build())
        .terminationProtection(settings.isProtected())
        .build();
  }

  List<Stack> stacks() {
    return List.of(data, ingest, jobs);
  }
}
