package io.pinflow.delta.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar with the classifier {@code sql} where there is nothing else but Flink. */
class SqlJarInACleanProcessIT {

  /** What a Flink distribution has in its lib folder, or in jars within that. */
  private static final List<String> OF_FLINK =
      List.of(
          "org/apache/flink/",
          "org/slf4j/",
          "org/apache/logging/",
          "org/apache/commons/",
          "/commons-",
          "com/esotericsoftware/",
          "com/twitter/",
          "org/objenesis/",
          "org/javassist/",
          "org/xerial/snappy/",
          "org/lz4/",
          "org/codehaus/janino/",
          "org/scala-lang/",
          "org/immutables/",
          "org/snakeyaml/",
          "org/reactivestreams/",
          "com/google/code/findbugs/");

  @TempDir private Path folder;

  @Test
  void aCatalogIsCreatedWrittenAndRead() throws Exception {
    String given =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> classPath =
        Arrays.stream(given.split(File.pathSeparator))
            .filter(entry -> OF_FLINK.stream().anyMatch(entry::contains))
            .filter(entry -> !entry.contains("flink-parquet"))
            .collect(Collectors.toCollection(ArrayList::new));
    assertThat(classPath).noneMatch(entry -> entry.contains("delta-kernel"));
    classPath.add(System.getProperty("sql.jar"));
    classPath.add(mainClassAlone().toString());
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String opened : List.of("lang", "util", "time", "nio", "net", "text", "io")) {
      command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
    }
    command.addAll(
        List.of(
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "-cp",
            String.join(File.pathSeparator, classPath),
            LakeSession.class.getName(),
            folder.resolve("lake").toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(output)).contains("+I[geo]").contains("+I[Algeria, 1]");
    assertThat(process.exitValue()).isZero();
  }

  /** Not the folder of the tests, whose services would be found too. */
  private Path mainClassAlone() throws Exception {
    String name = LakeSession.class.getName().replace('.', '/') + ".class";
    Path copy = folder.resolve("classes").resolve(name);
    Files.createDirectories(copy.getParent());
    try (var in = LakeSession.class.getClassLoader().getResourceAsStream(name)) {
      Files.copy(in, copy);
    }
    return folder.resolve("classes");
  }
}
