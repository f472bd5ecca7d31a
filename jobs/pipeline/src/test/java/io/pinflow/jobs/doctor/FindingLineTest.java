package io.pinflow.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingLineTest {

  @Test
  void keepsAFindingOnOneLineOfJson() {
    assertThat(FindingLine.of(Finding.error("a \"b\"", "two\nlines", "Mend it")))
        .isEqualTo(
            "{\"state\":\"ERROR\",\"what\":\"a \\\"b\\\"\",\"detail\":\"two\\nlines\",\"remedy\":\"Mend it\"}");
  }
}
