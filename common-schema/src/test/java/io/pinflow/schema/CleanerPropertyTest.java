package io.pinflow.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/**
 * What holds for every input: the cleaner is total, deterministic, idempotent, and loses nothing.
 */
class CleanerPropertyTest {
  /** Kept over all tries, so that whatever a record leaves behind would show in the next. */
  private static final Map<RecordKind, Cleaner> REUSED = new EnumMap<>(RecordKind.class);

  static {
    for (RecordKind kind : RecordKind.values()) {
      REUSED.put(kind, new Cleaner(kind, CleaningLimits.defaults()));
    }
  }

  @Property(tries = 3_000)
  @Label("never throws on arbitrary bytes")
  void isTotalOnArbitraryBytes(@ForAll RecordKind kind, @ForAll @Size(max = 200) byte[] payload) {
    assertOutcome(kind, payload);
  }

  @Property(tries = 3_000)
  @Label("never throws on damaged records")
  void isTotalOnDamagedRecords(@ForAll RecordKind kind, @ForAll Random random) {
    byte[] record = RandomRecords.bytes(RandomRecords.next(kind, random));
    assertOutcome(kind, Damage.apply(record, random));
  }

  @Property(tries = 3_000)
  @Label("cleaning a clean row changes nothing")
  void isIdempotent(@ForAll RecordKind kind, @ForAll Random random) {
    CleaningResult result =
        REUSED.get(kind).clean(RandomRecords.bytes(RandomRecords.next(kind, random)));
    requireManyClean(result);
    if (result.isClean()) {
      byte[] again = Wire.of(result.row());
      CleaningResult second = REUSED.get(kind).clean(again);
      assertThat(second.isClean())
          .as("%s from %s", second, new String(again, StandardCharsets.UTF_8))
          .isTrue();
      assertThat(second.row()).isEqualTo(result.row());
      assertThat(second.row().contentHash()).isEqualTo(result.row().contentHash());
    }
  }

  @Property(tries = 3_000)
  @Label("no value is lost: it is in the row, rescued, or replaced by a rule that fired")
  void losesNothing(@ForAll RecordKind kind, @ForAll Random random) {
    Map<String, String> record = RandomRecords.next(kind, random);
    CleaningResult result = REUSED.get(kind).clean(RandomRecords.bytes(record));
    requireManyClean(result);
    if (result.isClean()) {
      Whereabouts whereabouts = new Whereabouts(result.row());
      assertThat(record)
          .as("%s", result)
          .allSatisfy((field, json) -> assertThat(whereabouts.isKnown(field, json)).isTrue());
    }
  }

  /** Fails the property if most tries would show nothing. */
  private static void requireManyClean(CleaningResult result) {
    Statistics.label("clean")
        .collect(result.isClean())
        .coverage(coverage -> coverage.check(true).percentage(p -> p > 50));
  }

  private static void assertOutcome(RecordKind kind, byte[] payload) {
    byte[] before = payload.clone();
    CleaningResult reused = REUSED.get(kind).clean(payload);
    CleaningResult fresh = new Cleaner(kind, CleaningLimits.defaults()).clean(payload);

    assertThat(payload).isEqualTo(before);
    assertThat(reused).hasToString(fresh.toString());
    if (reused.isClean()) {
      String text = new String(payload, StandardCharsets.UTF_8);
      assertThat(Json.isObject(text.replaceFirst("^\ufeff", ""))).isTrue();
    } else {
      assertThat(reused.failure().code()).isNotEqualTo(FailureCode.CLEANER_ERROR);
    }
  }
}
