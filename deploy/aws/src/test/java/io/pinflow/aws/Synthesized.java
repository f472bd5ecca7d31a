package io.pinflow.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** All stages of cdk.json as the app makes them, cdk-nag included; made once for all tests. */
final class Synthesized {

  static final Path MODULE = Path.of("").toAbsolutePath();
  static final Path DOCS = MODULE.resolve("../../docs");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Stack> stacks = new LinkedHashMap<>();
  private final Map<String, Template> templates = new HashMap<>();

  private Synthesized() {
    App app = new App(AppProps.builder().context(context()).outdir(folder("cdk")).build());
    Path jar = Path.of(folder("jobs")).resolve("jobs.jar");
    write(jar);
    ContextReader stages = ContextReader.of("pinflow", context().get("pinflow"));
    for (String stage : stages.names()) {
      StageSettings settings = StageSettings.read(stage, stages.object(stage));
      Images images = new Images(MODULE.resolve("target/images"));
      new PipelineStage(app, settings, MODULE.resolve("api.yaml"), jar, images)
          .stacks()
          .forEach(stack -> stacks.put(stack.getStackName(), stack));
    }
    Aspects.of(app).add(new AwsSolutionsChecks());
    app.synth();
  }

  private static final class Holder {
    private static final Synthesized INSTANCE = new Synthesized();
  }

  static Synthesized stages() {
    return Holder.INSTANCE;
  }

  /** The context of the cdk.json that is deployed. */
  static Map<String, Object> context() {
    try {
      Map<String, Object> file =
          JSON.readValue(MODULE.resolve("cdk.json").toFile(), new TypeReference<>() {});
      return JSON.convertValue(file.get("context"), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of cdk.json. */
  static StageSettings settings(String stage) {
    return StageSettings.read(
        stage, ContextReader.of("pinflow", context().get("pinflow")).object(stage));
  }

  List<String> names() {
    return List.copyOf(stacks.keySet());
  }

  Stack stack(String name) {
    return stacks.get(name);
  }

  Template template(String name) {
    return templates.computeIfAbsent(name, key -> Template.fromStack(stacks.get(key)));
  }

  JsonNode json(String name) {
    return tree(template(name));
  }

  /** The properties of a stack's resources of one type, of which there must be some. */
  List<JsonNode> resources(String stack, String type) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode resource : json(stack).get("Resources")) {
      if (resource.get("Type").asText().equals(type)) {
        found.add(resource.get("Properties"));
      }
    }
    assertThat(found).isNotEmpty();
    return found;
  }

  /** The jobs' stack of dev where Airflow starts the daily ones. */
  static JsonNode jobsOfAirflow() {
    Map<String, Object> stage =
        JSON.convertValue(
            ((Map<?, ?>) context().get("pinflow")).get("dev"), new TypeReference<>() {});
    stage.put("daily", Map.of("by", "AIRFLOW", "minutes-per-step", 60));
    App app = new App(AppProps.builder().context(context()).outdir(folder("cdk-airflow")).build());
    StageSettings settings = StageSettings.read("dev", ContextReader.of("pinflow.dev", stage));
    Path jar = Path.of(folder("jobs")).resolve("jobs.jar");
    Images images = new Images(MODULE.resolve("target/images"));
    return new PipelineStage(app, settings, MODULE.resolve("api.yaml"), jar, images)
        .stacks().stream()
            .filter(stack -> stack.getStackName().endsWith("-jobs"))
            .map(stack -> tree(Template.fromStack(stack)))
            .findFirst()
            .orElseThrow();
  }

  /** As a tree, for each value of which jsii is not asked. */
  static JsonNode tree(Template template) {
    return JSON.valueToTree(template.toJSON());
  }

  private static String folder(String what) {
    try {
      return Files.createDirectories(MODULE.resolve("target/test").resolve(what)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path jar) {
    try {
      Files.writeString(jar, "stands for the jobs' jar, which this module is tested without");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
