package io.pinflow.delta.table;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DeltaException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownOptionsTest {

  private final KnownOptions options =
      new KnownOptions(Set.of("versionAsOf", "table-path", "ignoreDeletes"), List.of("delta."));

  @ParameterizedTest
  @CsvSource({
    "versionasof, versionAsOf",
    "version-as-of, versionAsOf",
    "versionAsOff, versionAsOf",
    "tablepath, table-path",
    "ignoreDelete, ignoreDeletes"
  })
  void namesWhatWasProbablyMeant(String given, String meant) {
    assertThatThrownBy(() -> options.requireKnown(List.of("table-path", given)))
        .isInstanceOf(DeltaException.class)
        .hasMessage("There is no option '" + given + "'. Was '" + meant + "' meant?");
  }

  @Test
  void listsAllWhereNoneIsNear() {
    assertThatThrownBy(() -> options.requireKnown(List.of("format")))
        .hasMessageContaining(
            "There is no option 'format'. The options are [ignoreDeletes, table-path,"
                + " versionAsOf]");
  }

  @Test
  void letsTablePropertiesPass() {
    assertThatCode(() -> options.requireKnown(List.of("delta.appendOnly", "versionAsOf")))
        .doesNotThrowAnyException();
  }
}
