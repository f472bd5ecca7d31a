package io.pinflow.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDataTest {

  private static final String WRITES = "-XX:ArchiveClassesAtExit=";
  private static final String READS = "-XX:SharedArchiveFile=";

  @TempDir private Path temp;
  private Path folder;
  private ClassData classData;
  private Path jar;

  @BeforeEach
  void setUp() throws IOException {
    folder = temp.resolve("classes");
    classData = new ClassData(folder);
    jar = Files.createDirectory(temp.resolve("lib")).resolve("some.jar");
    String name = Greeting.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream in = Greeting.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new JarEntry(name));
      in.transferTo(out);
    }
  }

  /** What the JVMs of this test run. */
  static final class Greeting {
    public static void main(String[] arguments) {
      System.out.println("good day");
    }
  }

  @Test
  void theSecondJvmOfAPartMapsTheClassesThatTheFirstHasLoaded() {
    String first = run("-Xlog:class+load");
    String second = run("-Xlog:class+load");

    assertThat(sourceOf(first)).contains("some.jar");
    assertThat(sourceOf(second)).contains("shared objects file (top)");
  }

  @Test
  void theJvmSaysNothingOfClassesThatItCannotKeep() {
    assertThat(run("-showversion")).doesNotContain("warning").contains("good day");
    assertThat(run("-showversion")).doesNotContain("warning").contains("good day");
  }

  @Test
  void aFileThatWasNotFinishedIsWrittenAgain() throws IOException {
    Path file = file(option(WRITES));
    Files.write(file, new byte[4096]);

    assertThat(option(WRITES)).isEqualTo(WRITES + file);
  }

  @Test
  void otherJarsGetAnotherFileAndTheOldOneIsDeleted() throws IOException {
    Path before = file(option(WRITES));
    Files.write(before, new byte[] {1});
    assertThat(option(READS)).isEqualTo(READS + before);

    Files.copy(jar, jar.resolveSibling("more.jar"));

    assertThat(option(WRITES)).isNotEqualTo(WRITES + before);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void partsDoNotShareAFile() {
    assertThat(classData.options(Part.JOBMANAGER, classPath()))
        .doesNotContainAnyElementsOf(List.of(option(WRITES)));
  }

  private String run(String option) {
    List<String> command =
        new ArrayList<>(
            JavaCommand.create()
                .option(option)
                .classPath(classPath())
                .classData(classData, Part.TASKMANAGER)
                .run(Greeting.class.getName(), List.of()));
    return new ShortProcess(Home.at(temp.resolve("home")), "some").run(command, Map.of());
  }

  private static String sourceOf(String output) {
    return output
        .lines()
        .filter(line -> line.contains(Greeting.class.getName() + " source:"))
        .findFirst()
        .orElseThrow();
  }

  private String option(String prefix) {
    return classData.options(Part.TASKMANAGER, classPath()).stream()
        .filter(option -> option.startsWith(prefix))
        .findFirst()
        .orElseThrow();
  }

  private static Path file(String option) {
    return Path.of(option.substring(option.indexOf('=') + 1));
  }

  private String classPath() {
    return jar.getParent() + "/*";
  }
}
