package io.pinflow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinflowAppTest {

  @TempDir private Path folder;

  @Test
  void takesTheJarWithAllThatTheJobsNeed() throws IOException {
    Files.createFile(folder.resolve("original-pinflow-pipeline-0.1.0-SNAPSHOT.jar"));
    Files.createFile(folder.resolve("pinflow-pipeline-0.1.0-SNAPSHOT-tests.jar"));
    Path jar = Files.createFile(folder.resolve("pinflow-pipeline-0.1.0-SNAPSHOT.jar"));

    assertThat(PinflowApp.jobsJar(folder)).isEqualTo(jar);
  }

  @Test
  void saysHowToBuildAJarThatIsNotThere() {
    assertThatThrownBy(() -> PinflowApp.jobsJar(folder.resolve("target")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("found 0")
        .hasMessageContaining("./mvnw package -DskipTests -pl jobs/pipeline -am");
  }

  @Test
  void doesNotChooseBetweenTwoVersions() throws IOException {
    Files.createFile(folder.resolve("pinflow-pipeline-0.1.0.jar"));
    Files.createFile(folder.resolve("pinflow-pipeline-0.2.0.jar"));

    assertThatThrownBy(() -> PinflowApp.jobsJar(folder))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("found 2");
  }
}
