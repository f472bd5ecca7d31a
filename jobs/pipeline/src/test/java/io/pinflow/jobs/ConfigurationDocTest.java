package io.pinflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.config.OptionsReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationDocTest {

  private static final Path DOC = Path.of("..", "..", "docs", "configuration.md");
  private static final String GENERATED =
      "<!-- generated from the options in the code: do not edit below -->\n";

  @Test
  void theReferenceListsTheOptionsOfEveryJob() throws IOException {
    String text = Files.readString(DOC);
    String introduction = text.substring(0, text.indexOf(GENERATED) + GENERATED.length());
    String expected = introduction + OptionsReference.markdown(new JobLauncher().optionsByJob());
    if (Boolean.getBoolean("pinflow.docs.update")) {
      Files.writeString(DOC, expected);
    }
    assertThat(DOC)
        .as(
            "docs/configuration.md is generated; write it anew with ./mvnw test -pl jobs/pipeline -am"
                + " -Dtest=ConfigurationDocTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dpinflow.docs.update=true")
        .hasContent(expected);
  }
}
