package io.pinflow.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.emulator.error.EmulatorException;
import io.pinflow.emulator.generator.GeneratorConfig;
import io.pinflow.emulator.generator.PostGenerator;
import io.pinflow.emulator.route.SendResult;
import io.pinflow.emulator.source.FolderSource;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.schema.RecordKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {

  @TempDir private Path folder;

  @Test
  void sendsWhatARunThatGaveUpLeftOpen() throws InterruptedException {
    sendsTheRestInASecondRun(() -> TestPosts.generated(200));
  }

  @Test
  void goesOnInFiles() throws InterruptedException, IOException {
    for (RecordKind kind : RecordKind.values()) {
      int lines = 150 + kind.ordinal();
      Files.writeString(
          folder.resolve(kind.id() + ".jsonl"),
          IntStream.range(0, lines)
              .mapToObj(i -> "{\"i\":\"" + kind.id() + i + "\"}\n\n")
              .collect(Collectors.joining()));
    }

    sendsTheRestInASecondRun(() -> FolderSource.open(folder));
  }

  private void sendsTheRestInASecondRun(Supplier<PostSource> sources) throws InterruptedException {
    // Takes some requests, and later ones while an earlier one fails for good.
    ScriptedRoute first =
        new ScriptedRoute(
            call ->
                call.number() == 12 || call.number() > 20
                    ? new SendResult.Retriable("away")
                    : null);
    EmulatorConfig impatient = TestRuns.FAST.withRetryTimeout(Duration.ofMillis(50));
    EmulatorReport interrupted = run(impatient, sources.get(), first, ResumeFile.startOver(file()));
    assertThat(interrupted.complete()).isFalse();

    ScriptedRoute second = ScriptedRoute.storingAll();
    EmulatorReport resumed = run(TestRuns.FAST, sources.get(), second, ResumeFile.resume(file()));

    assertThat(resumed.complete()).as("%s", resumed).isTrue();
    assertThat(resumed.earlierPosts()).isPositive();
    List<String> all = TestPosts.texts(TestPosts.all(sources.get()));
    List<String> stored = new ArrayList<>(TestPosts.texts(first.stored()));
    stored.addAll(TestPosts.texts(second.stored()));
    assertThat(new HashSet<>(stored)).isEqualTo(new HashSet<>(all));
    assertThat(second.stored()).as("does not begin anew").hasSizeLessThan(all.size());

    ScriptedRoute third = ScriptedRoute.storingAll();
    EmulatorReport nothing = run(TestRuns.FAST, sources.get(), third, ResumeFile.resume(file()));
    assertThat(nothing.complete()).isTrue();
    assertThat(nothing.acknowledged()).isZero();
    assertThat(nothing.earlierPosts()).isEqualTo(resumed.earlierPosts() + resumed.posts());
    assertThat(third.requests()).isEmpty();
  }

  @Test
  void remembersThatRecordsWereRefused() throws InterruptedException {
    ScriptedRoute refusing =
        new ScriptedRoute(
            call -> call.kind() == RecordKind.GEO ? new SendResult.Rejected("no topic") : null);
    run(TestRuns.FAST, TestPosts.generated(10), refusing, ResumeFile.startOver(file()));

    EmulatorReport resumed =
        run(
            TestRuns.FAST,
            TestPosts.generated(12),
            ScriptedRoute.storingAll(),
            ResumeFile.resume(file()));

    assertThat(resumed.earlierPosts()).isEqualTo(10);
    assertThat(resumed.earlierRefused()).isEqualTo(10);
    assertThat(resumed.acknowledged()).isEqualTo(6);
    assertThat(resumed.complete()).as("ten were refused before").isFalse();
  }

  @Test
  void startsAnewWhereThereIsNoFileOrNothingToResume() throws InterruptedException {
    run(
        TestRuns.FAST,
        TestPosts.generated(10),
        ScriptedRoute.storingAll(),
        ResumeFile.resume(file()));
    ScriptedRoute again = ScriptedRoute.storingAll();
    run(TestRuns.FAST, TestPosts.generated(10), again, ResumeFile.startOver(file()));

    assertThat(again.stored()).hasSize(30);
  }

  @Test
  void numbersFailedPostsFromTheStartOfTheSource() throws InterruptedException {
    run(
        TestRuns.FAST,
        TestPosts.generated(10),
        ScriptedRoute.storingAll(),
        ResumeFile.startOver(file()));

    EmulatorReport resumed =
        run(
            TestRuns.FAST,
            TestPosts.generated(11),
            new ScriptedRoute(call -> new SendResult.Rejected("no")),
            ResumeFile.resume(file()));

    assertThat(resumed.failures()).extracting(RecordFailure::post).containsOnly(10L);
  }

  @Test
  void refusesToResumeAnotherRun() throws InterruptedException {
    run(
        TestRuns.FAST,
        TestPosts.generated(10),
        ScriptedRoute.storingAll(),
        ResumeFile.startOver(file()));

    assertThatThrownBy(
            () ->
                run(
                    TestRuns.FAST,
                    new PostGenerator(new GeneratorConfig(2, 500)).source(10),
                    ScriptedRoute.storingAll(),
                    ResumeFile.resume(file())))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining("source was 'generator, seed 1, catalogue of 500'")
        .hasMessageContaining("seed 2");
  }

  @Test
  void saysThatAFileIsNoStateFile() throws IOException {
    for (String content : List.of("", "{", "[]", "{\"format\":2}", "{\"format\":1}", "{}")) {
      Files.writeString(file(), content);
      assertThatThrownBy(() -> PlaceStore.resume(file(), "s", "d"))
          .as(content)
          .isInstanceOf(EmulatorException.class)
          .hasMessageContaining("state file " + file())
          .hasMessageContaining("start without resuming");
    }
  }

  @Test
  void failsAtOnceWhereTheFileCannotBeWritten() {
    Path missing = folder.resolve("missing").resolve("state");
    ScriptedRoute route = ScriptedRoute.storingAll();

    assertThatThrownBy(
            () -> run(TestRuns.FAST, TestPosts.generated(10), route, ResumeFile.startOver(missing)))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining(missing.toString());
    assertThat(route.requests()).isEmpty();
  }

  @Test
  void keepsWhateverPlaceItIsGiven() {
    Place place = new Place(true, Long.MIN_VALUE, Long.MAX_VALUE, 7);
    PlaceStore.startOver(file(), "a \"source\"", "é").save(place);

    assertThat(PlaceStore.resume(file(), "a \"source\"", "é").start()).isEqualTo(place);
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  private Path file() {
    return folder.resolve("state.json");
  }

  private static EmulatorReport run(
      EmulatorConfig config, PostSource source, ScriptedRoute route, ResumeFile file)
      throws InterruptedException {
    return Emulator.run(config, source, route, ProgressListener.NONE, file);
  }
}
