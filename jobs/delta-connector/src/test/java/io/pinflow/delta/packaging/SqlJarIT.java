package io.pinflow.delta.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jar with the classifier {@code sql}, as it was just packed. */
class SqlJarIT {

  private static final List<String> OWN_PACKAGES = List.of("io/pinflow/", "com/github/luben/zstd/");

  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    jar = new JarFile(System.getProperty("sql.jar"));
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  @Test
  void everyClassOfOthersIsRelocated() {
    assertThat(
            jar.stream()
                .map(JarEntry::getName)
                .filter(name -> name.endsWith(".class"))
                .filter(name -> OWN_PACKAGES.stream().noneMatch(name::startsWith)))
        .isEmpty();
  }

  @Test
  void registersNothingWithTheClusterButItsOwnConnectorsAndCatalog() throws IOException {
    JarEntry factories =
        jar.getJarEntry("META-INF/services/org.apache.flink.table.factories.Factory");
    String content =
        new String(jar.getInputStream(factories).readAllBytes(), StandardCharsets.UTF_8);
    assertThat(content.lines())
        .containsExactly(
            "io.pinflow.delta.table.DeltaTableFactory",
            "io.pinflow.delta.table.RelativeFilesTableFactory",
            "io.pinflow.delta.catalog.DeltaCatalogFactory");
    assertThat(
            jar.stream()
                .map(JarEntry::getName)
                .filter(name -> name.startsWith("META-INF/services/"))
                .filter(name -> !name.endsWith("/"))
                .filter(name -> !name.endsWith("services/org.apache.flink.table.factories.Factory"))
                .filter(name -> !name.startsWith("META-INF/services/io.pinflow.shaded.")))
        .isEmpty();
  }

  @Test
  void servicesNameRelocatedClasses() throws IOException {
    for (JarEntry entry :
        jar.stream()
            .filter(e -> e.getName().startsWith("META-INF/services/io.pinflow.shaded."))
            .collect(Collectors.toList())) {
      String content = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
      assertThat(content.lines().map(String::trim).filter(line -> !line.isEmpty()))
          .as(entry.getName())
          .filteredOn(line -> !line.startsWith("#"))
          .allMatch(line -> line.startsWith("io.pinflow.shaded."));
    }
  }

  @Test
  void carriesNoSignaturesModulesOrHadoopDefaults() {
    assertThat(jar.stream().map(JarEntry::getName))
        .noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA)"))
        .noneMatch(name -> name.endsWith("module-info.class"))
        .noneMatch(name -> name.matches("(core|mapred)-default\\.xml"));
  }
}
