package io.pinflow.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CleaningRulesDocTest {
  private static final Path DOC = Path.of("..", "docs", "cleaning-rules.md");

  @Test
  void theDocumentationSaysWhatTheRulesDo() throws IOException {
    String expected = CleaningRulesDoc.render();
    if (Boolean.getBoolean("pinflow.docs.update")) {
      Files.createDirectories(DOC.getParent());
      Files.writeString(DOC, expected);
    }
    assertThat(DOC)
        .as(
            "docs/cleaning-rules.md is generated; write it anew with ./mvnw test -pl common-schema"
                + " -Dtest=CleaningRulesDocTest -Dpinflow.docs.update=true")
        .hasContent(expected);
  }
}
