package io.pinflow.jobs.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecords;
import io.pinflow.jobs.source.RecordTime;
import io.pinflow.schema.CleanRow;
import io.pinflow.schema.GeoRow;
import io.pinflow.schema.PinRow;
import io.pinflow.schema.UserRow;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.table.data.RowData;

class StoredRowTest {

  /** Years 0001 to 9999, which is what the cleaner lets pass. */
  private static final Arbitrary<Long> MICROS =
      Arbitraries.longs().between(-62_135_596_800_000_000L, 253_402_300_799_999_999L);

  @Property(tries = 1000)
  void hasTheHashOfTheRecordItWasMadeOf(
      @ForAll("rows") CleanRow clean, @ForAll("records") RawRecord record) {
    RowData row = CleanRowMapper.of(clean.kind()).map(clean, record);

    StoredRow stored = new StoredRow(clean.kind());

    assertThat(stored.hash(row)).isEqualTo(clean.contentHash());
    assertThat(stored.ingestSource(row)).isEqualTo(record.position().uri());
    assertThat(stored.ingestMicros(row)).isEqualTo(RecordTime.storable(record.timestamp()) * 1000L);
  }

  @Provide
  Arbitrary<RawRecord> records() {
    return RawRecords.any();
  }

  @Provide
  Arbitrary<CleanRow> rows() {
    return Arbitraries.oneOf(pins(), geo(), users());
  }

  private static Arbitrary<CleanRow> pins() {
    return texts()
        .list()
        .ofSize(10)
        .flatMap(
            t ->
                Arbitraries.longs()
                    .greaterOrEqual(0)
                    .injectNull(0.3)
                    .map(
                        followers -> {
                          PinRow.Builder pin =
                              PinRow.builder()
                                  .ind(String.valueOf(t.get(0)).length())
                                  .uniqueId(t.get(0))
                                  .title(t.get(1))
                                  .description(t.get(2))
                                  .posterName(t.get(3))
                                  .tagList(t.get(4))
                                  .isImageOrVideo(t.get(5))
                                  .imageSrc(t.get(6))
                                  .saveLocation(t.get(7))
                                  .category(t.get(8))
                                  .rescued(t.get(9));
                          if (followers != null) {
                            pin.followerCount(followers);
                          }
                          return pin.build();
                        }));
  }

  private static Arbitrary<CleanRow> geo() {
    return Combinators.combine(
            Arbitraries.integers(),
            names(),
            Arbitraries.doubles().between(-90, 90),
            Arbitraries.of(-0.0, 0.0, 180.0, -179.999999),
            MICROS,
            texts())
        .as(
            (ind, country, latitude, longitude, micros, rescued) ->
                GeoRow.builder()
                    .ind(ind)
                    .country(country)
                    .latitude(latitude)
                    .longitude(longitude)
                    .timestampMicros(micros)
                    .rescued(rescued)
                    .build());
  }

  private static Arbitrary<CleanRow> users() {
    return Combinators.combine(
            Arbitraries.integers(), names(), Arbitraries.integers(), MICROS, texts())
        .as(
            (ind, name, age, micros, rescued) ->
                UserRow.builder()
                    .ind(ind)
                    .userName(name)
                    .age(age)
                    .dateJoinedMicros(micros)
                    .rescued(rescued)
                    .build());
  }

  private static Arbitrary<String> texts() {
    return names().injectNull(0.2);
  }

  /** Cleaned texts have no half surrogates. */
  private static Arbitrary<String> names() {
    return Arbitraries.strings()
        .ofMaxLength(20)
        .filter(t -> t.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
  }
}
