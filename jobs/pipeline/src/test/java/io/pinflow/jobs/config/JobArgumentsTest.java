package io.pinflow.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobArgumentsTest {

  private static final JobOption<String> ROOT =
      JobOption.of(
              ConfigOptions.key("root").stringType().noDefaultValue().withDescription("Root."),
              ValueType.FOLDER)
          .required();
  private static final JobOption<Duration> WINDOW =
      JobOption.of(
              ConfigOptions.key("window")
                  .durationType()
                  .defaultValue(Duration.ofHours(1))
                  .withDescription("Window."),
              ValueType.DURATION_OR_OFF)
          .accepting(window -> window.toDays() < 100, "is longer than 100 days");
  private static final JobOption<Map<String, String>> CLIENT =
      JobOption.map(
          ConfigOptions.key("client").mapType().noDefaultValue().withDescription("Client."));
  private static final JobOption<Integer> OTHER =
      JobOption.of(
          ConfigOptions.key("other").intType().noDefaultValue().withDescription("Other."),
          ValueType.INTEGER);

  private static final Map<String, List<JobOption<?>>> OPTIONS = new LinkedHashMap<>();

  static {
    OPTIONS.put("OneJob", List.of(ROOT, WINDOW, CLIENT));
    OPTIONS.put("OtherJob", List.of(OTHER));
  }

  @TempDir Path folder;

  @Test
  void takesTheDefaultOfWhatNobodyGives() {
    SettingsReader settings = settings(runtime(Map.of()), "--root", "/lake");

    assertThat(settings.get(WINDOW)).isEqualTo(Duration.ofHours(1));
    settings.finish();
  }

  @Test
  void prefersTheCommandLineToTheFileToTheRuntimeProperties() throws IOException {
    Path file = file("[{'PropertyGroupId':'pinflow','PropertyMap':{'window':'2 h'}}]");
    PropertyGroups runtime =
        runtime(Map.of("pinflow", Map.of("window", "3 h", "root", "s3://runtime/lake")));

    assertThat(settings(runtime, "--root", "/lake").get(WINDOW)).isEqualTo(Duration.ofHours(3));
    assertThat(settings(runtime, "--config", file.toString()).get(WINDOW))
        .isEqualTo(Duration.ofHours(2));
    assertThat(settings(runtime, "--config", file.toString(), "--window=1 h").get(WINDOW))
        .isEqualTo(Duration.ofHours(1));
    assertThat(settings(runtime, "--config", file.toString()).get(ROOT))
        .isEqualTo("s3://runtime/lake");
  }

  @Test
  void prefersTheJobsOwnGroupToTheSharedOne() {
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    groups.put("pinflow", Map.of("window", "2 h", "root", "/lake"));
    groups.put("OneJob", Map.of("window", "1 h"));

    assertThat(settings(runtime(groups)).get(WINDOW)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void letsTheSharedGroupHoldSettingsOfOtherJobs() {
    SettingsReader settings =
        settings(
            runtime(Map.of("pinflow", Map.of("root", "/lake", "other", "7", "job", "OneJob"))));

    assertThat(settings.get(ROOT)).isEqualTo("file:///lake");
    settings.finish();
  }

  @Test
  void tellsAllProblemsAtOnceByKeyValueReasonAndFix() {
    SettingsReader settings =
        settings(
            runtime(Map.of("pinflw", Map.of("x", "y"))),
            "--window",
            "200 d",
            "--widnow",
            "2 h",
            "--other",
            "1",
            "OneJob",
            "--client",
            "novalue",
            "stray");
    settings.get(ROOT);
    settings.get(WINDOW);

    assertThatThrownBy(settings::finish)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("OneJob cannot start: 7 problems")
        .hasMessageContaining("root: is missing. Give --root, a folder such as")
        .hasMessageContaining("window = '200 d' (command line): is longer than 100 days.")
        .hasMessageContaining("widnow = '2 h' (command line): is no option of OneJob")
        .hasMessageContaining("correct it to one of the job's options: root, window, client")
        .hasMessageContaining("Remove it: it belongs to OtherJob")
        .hasMessageContaining("property group 'pinflw' (runtime): is read by no job")
        .hasMessageContaining("'stray': belongs to no key")
        .hasMessageContaining("entry 1 of client (command line): is not name=value");
  }

  @Test
  void hasNoStackTraceForAMistakeOfTheUser() {
    assertThatThrownBy(() -> jobName(runtime(Map.of())))
        .isInstanceOf(ConfigurationException.class)
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
  }

  @Test
  void refusesAKeyWithoutValueAndAKeyGivenTwice() {
    SettingsReader settings =
        settings(runtime(Map.of()), "--root", "/a", "--root", "/b", "--window", "--client", "a=b");

    assertThatThrownBy(settings::finish)
        .hasMessageContaining("root = '/b' (command line): is given twice")
        .hasMessageContaining("--window: has no value");
  }

  @Test
  void mergesTheEntriesOfAMapFromAllPlaces() {
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    groups.put("client", Map.of("a", "runtime", "b", "runtime"));
    groups.put("pinflow", Map.of("client.c", "1,2=3"));

    SettingsReader settings =
        settings(runtime(groups), "--root", "/lake", "--client", "a=line, d:x=y");

    assertThat(settings.entries(CLIENT))
        .containsOnly(
            Map.entry("a", "line"),
            Map.entry("b", "runtime"),
            Map.entry("c", "1,2=3"),
            Map.entry("d", "x=y"));
  }

  @Test
  void masksSecretsWhereverSettingsAreShown() {
    SettingsReader settings =
        settings(
            runtime(Map.of()),
            "--root",
            "/lake",
            "--client",
            "user=me,ssl.key.password=hush",
            "--client.sasl.jaas.config",
            "hush");
    settings.rejectEntry(CLIENT, "ssl.key.password", "is wrong", "Change it");

    assertThat(settings.shown())
        .containsEntry("client.user", "me")
        .containsEntry("client.ssl.key.password", "******")
        .containsEntry("client.sasl.jaas.config", "******");
    assertThatThrownBy(settings::finish).hasMessageNotContaining("hush");
  }

  @Test
  void findsTheJobInEveryPlaceWhichMayNameIt() throws IOException {
    Path file = file("[{'PropertyGroupId':'pinflow','PropertyMap':{'job':'OtherJob'}}]");
    PropertyGroups runtime = runtime(Map.of("pinflow", Map.of("job", "OneJob")));

    assertThat(jobName(runtime, "OtherJob", "--root", "/x")).isEqualTo("OtherJob");
    assertThat(jobName(runtime, "--root", "/x", "--job", "OtherJob")).isEqualTo("OtherJob");
    assertThat(jobName(runtime, "--config", file.toString())).isEqualTo("OtherJob");
    assertThat(jobName(runtime)).isEqualTo("OneJob");
  }

  @Test
  void findsTheJobsThatSettingsAreFor() {
    PropertyGroups shared = runtime(Map.of("pinflow", Map.of("root", "/lake")));
    PropertyGroups grouped =
        runtime(Map.of("pinflow", Map.of("root", "/lake"), "OtherJob", Map.of("other", "7")));
    PropertyGroups named = runtime(Map.of("pinflow", Map.of("root", "/lake", "job", "OneJob")));

    assertThat(jobNames(shared)).containsExactly("OneJob", "OtherJob");
    assertThat(jobNames(runtime(Map.of()))).as("no root").containsExactly("OtherJob");
    assertThat(jobNames(grouped)).containsExactly("OtherJob");
    assertThat(jobNames(named)).containsExactly("OneJob");
    assertThat(jobNames(grouped, "OneJob")).containsExactly("OneJob");
    assertThatThrownBy(() -> jobNames(shared, "NoJob")).hasMessageContaining("no job 'NoJob'");
  }

  @Test
  void listsTheJobsWhereNoneOrAnUnknownOneIsNamed() {
    assertThatThrownBy(() -> jobName(runtime(Map.of()))).hasMessageContaining("OneJob, OtherJob");
    assertThatThrownBy(() -> jobName(runtime(Map.of()), "NoJob"))
        .hasMessage("There is no job 'NoJob'. The jobs are OneJob, OtherJob.");
    assertThatThrownBy(() -> jobName(runtime(Map.of()), "OneJob", "--job", "OtherJob"))
        .hasMessageContaining("'OneJob' and 'OtherJob'");
    JobArguments arguments =
        JobArguments.of(new String[] {"--job", "OtherJob"}, () -> runtime(Map.of()));
    arguments.requireNoOtherJob("OtherJob");
    assertThatThrownBy(() -> arguments.requireNoOtherJob("OneJob"))
        .hasMessageContaining("'OneJob' and 'OtherJob'");
  }

  @Test
  void tellsWhereAConfigurationFileIsNotOfTheForm() throws IOException {
    assertRefused(folder.resolve("none.json"), "there is no such file");
    assertRefused(file("{}"), "line 1: expected a list of property groups");
    assertRefused(file("[\n{'PropertyMap':{}}]"), "a property group has no PropertyGroupId");
    assertRefused(
        file("[{'PropertyGroupId':'pinflow','PropertyMap':{'a':[1]}}]"),
        "the property 'a' is not a plain value");
    assertRefused(file("[\n\n{'PropertyGroupId' 1"), "line 3: ");
  }

  private static void assertRefused(Path file, String why) {
    assertThatThrownBy(() -> settings(runtime(Map.of()), "--config", file.toString()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why);
  }

  private Path file(String json) throws IOException {
    return Files.writeString(
        Files.createTempFile(folder, "config", ".json"), json.replace('\'', '"'));
  }

  private static PropertyGroups runtime(Map<String, Map<String, String>> groups) {
    return new PropertyGroups("runtime", groups);
  }

  private static SettingsReader settings(PropertyGroups runtime, String... args) {
    return JobArguments.of(args, () -> runtime).settingsOf("OneJob", OPTIONS);
  }

  private static List<String> jobNames(PropertyGroups runtime, String... args) {
    return JobArguments.of(args, () -> runtime).jobNames(OPTIONS);
  }

  private static String jobName(PropertyGroups runtime, String... args) {
    return JobArguments.of(args, () -> runtime).jobName(OPTIONS.keySet());
  }
}
