package io.pinflow.aws;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/**
 * The app which {@code cdk.json} names: the stacks of every stage that is there. It runs in
 * deploy/aws and needs the jobs' jar to have been built.
 */
public final class PinflowApp {

  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Path JOBS = MODULE.resolve("../../jobs/pipeline/target").normalize();

  private PinflowApp() {}

  /**
   * Synthesizes all stages, checked by cdk-nag.
   *
   * @throws SettingsException for a setting of {@code cdk.json} that is wrong, and where the jobs'
   *     jar has not been built
   */
  public static void main(String[] args) {
    App app = new App();
    Path jar = jobsJar(JOBS);
    Images images = new Images(MODULE.resolve("target/images"));
    ContextReader stages =
        ContextReader.of("context.pinflow", app.getNode().tryGetContext("pinflow"));
    for (String stage : stages.names()) {
      StageSettings settings = StageSettings.read(stage, stages.object(stage));
      new PipelineStage(app, settings, MODULE.resolve("api.yaml"), jar, images);
    }
    Aspects.of(app).add(new AwsSolutionsChecks());
    app.synth();
  }

  static Path jobsJar(Path folder) {
    try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
      List<Path> jars =
          files
              .filter(
                  file ->
                      file.getFileName()
                          .toString()
                          .matches("pinflow-pipeline-[^-]+(-SNAPSHOT)?\\.jar"))
              .toList();
      if (jars.size() != 1) {
        throw SettingsException.noJar(folder.toString(), jars.size());
      }
      return jars.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }
}
