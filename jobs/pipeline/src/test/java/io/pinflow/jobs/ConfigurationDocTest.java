package io.pinflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.OptionsReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationDocTest {

  private static final Path DOC = Path.of("..", "..", "docs", "configuration.md");

  @Test
  void theReferenceListsTheOptionsOfEveryJob() throws IOException {
    String expected = render();
    if (Boolean.getBoolean("pinflow.docs.update")) {
      Files.createDirectories(DOC.getParent());
      Files.writeString(DOC, expected);
    }
    assertThat(DOC)
        .as(
            "docs/configuration.md is generated; write it anew with ./mvnw test -pl jobs/pipeline -am"
                + " -Dtest=ConfigurationDocTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dpinflow.docs.update=true")
        .hasContent(expected);
  }

  static String render() {
    Map<String, List<JobOption<?>>> options = new LinkedHashMap<>();
    new JobLauncher().jobs().values().forEach(job -> options.put(job.name(), job.options()));
    return "# Configuration\n\n"
        + "Generated from the options in the code: do not edit.\n\n"
        + "An option is taken from the command line (`--key value`); where it is not given there,"
        + " from the JSON file that `--config` names; else from the runtime properties of Amazon"
        + " Managed Service for Apache Flink; else it has its default. File and service hold"
        + " property groups: the one with the job's name, then `pinflow` for what all jobs share"
        + " (`job` there names the job). An option that is a map may be a group of its own. All"
        + " options are checked before the job starts, and all that is wrong is told at once.\n"
        + OptionsReference.markdown(options);
  }
}
