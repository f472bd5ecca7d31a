package io.pinflow.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealDataTest {
  @ParameterizedTest
  @CsvSource({"PIN,3306", "GEO,11154", "USER,11154"})
  void everyRealRecordIsClean(RecordKind kind, int count) {
    List<byte[]> records = RealData.records(kind);
    Cleaner cleaner = new Cleaner(kind, CleaningLimits.defaults());

    assertThat(records).hasSize(count);
    assertThat(records).allSatisfy(r -> assertThat(cleaner.clean(r).isClean()).isTrue());
  }
}
