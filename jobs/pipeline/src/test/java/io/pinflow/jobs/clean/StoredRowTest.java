package io.pinflow.jobs.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecords;
import io.pinflow.schema.Cleaner;
import io.pinflow.schema.CleaningLimits;
import io.pinflow.schema.CleaningResult;
import io.pinflow.schema.RecordKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredRowTest {

  private static final Map<RecordKind, List<String>> RECORDS =
      Map.of(
          RecordKind.PIN,
          List.of(
              "{\"index\":7,\"title\":\"\\ud83d\\ude00\",\"follower_count\":\"31k\"}",
              "{\"index\":-7,\"poster_name\":\"a\",\"follower_count\":\"what\",\"more\":[1,{}]}"),
          RecordKind.GEO,
          List.of(
              "{\"ind\":1,\"timestamp\":\"0001-01-01 00:00:00.000001\",\"latitude\":-90,"
                  + "\"longitude\":-0.0,\"country\":\"x\"}",
              "{\"ind\":2,\"timestamp\":\"2020-02-29 12:00:00\",\"latitude\":1.5,"
                  + "\"longitude\":2.5,\"country\":\"Albania\"}"),
          RecordKind.USER,
          List.of(
              "{\"ind\":1,\"first_name\":\"a\",\"last_name\":\"b\",\"age\":0,"
                  + "\"date_joined\":\"1969-12-31T23:59:59.999999Z\"}"));

  @ParameterizedTest
  @EnumSource(RecordKind.class)
  void hasTheHashOfTheRecordItWasMadeOf(RecordKind kind) {
    Cleaner cleaner = new Cleaner(kind, CleaningLimits.of(10_000, 10));
    CleanRowMapper mapper = CleanRowMapper.of(kind);
    for (String value : RECORDS.get(kind)) {
      RawRecord record = RawRecords.of("t." + kind.id(), 3, value);
      CleaningResult result = cleaner.clean(record.value());
      assertThat(result.isClean()).as(value).isTrue();

      StoredRow stored = StoredRow.of(kind, mapper.map(result.row(), record));

      assertThat(stored.contentHash()).isEqualTo(result.row().contentHash());
      assertThat(stored.ingestSource()).isEqualTo(record.position().uri());
      assertThat(stored.ingestMillis()).isEqualTo(record.timestamp());
    }
  }
}
