package io.pinflow.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.KinesisPosition;
import io.pinflow.jobs.source.RecordPosition;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SourceCoverageTest {

  @Property(tries = 300)
  void coversExactlyWhatWasAdded(
      @ForAll @IntRange(min = -1, max = 30) int last,
      @ForAll @Size(max = 20) Set<@IntRange(max = 60) Integer> beyond) {
    SourceCoverage coverage = new SourceCoverage();
    if (last >= 0) {
      coverage.addAllUpTo(offset(last));
    }
    beyond.forEach(offset -> coverage.add(offset(offset)));
    coverage.sort();

    for (int offset = 0; offset <= 61; offset++) {
      int of = offset;
      assertThat(coverage.covers(offset(offset)))
          .as("offset %s", offset)
          .isEqualTo(offset <= last || beyond.contains(offset));
      assertThat(coverage.endsAt(offset(offset)))
          .as("ends at %s", offset)
          .isEqualTo(last <= of && beyond.stream().noneMatch(one -> one > of));
    }
  }

  @Test
  void knowsASpanThatIsArchivedWhollyInPartOrNotAtAll() {
    SourceCoverage coverage = new SourceCoverage();
    coverage.addAllUpTo(offset(9));
    coverage.add(span(20, 29));
    coverage.sort();

    assertThat(coverage.holds(span(5, 9))).isTrue();
    assertThat(coverage.holds(span(5, 10))).isFalse();
    assertThat(coverage.holds(span(20, 29))).isTrue();
    assertThat(coverage.holds(span(8, 20))).isFalse();
    assertThat(coverage.meets(span(5, 10))).isTrue();
    assertThat(coverage.meets(span(10, 19))).isFalse();
    assertThat(coverage.meets(span(10, 20))).isTrue();
    assertThat(coverage.meets(span(30, 31))).isFalse();
  }

  @Test
  void comparesSequenceNumbersAsNumbersAndTheirRecordsInOrder() {
    SourceCoverage coverage = new SourceCoverage();
    coverage.addAllUpTo(record("99", 2));
    coverage.sort();

    assertThat(coverage.covers(record("9", 7))).isTrue();
    assertThat(coverage.covers(record("99", 2))).isTrue();
    assertThat(coverage.covers(record("99", 3))).isFalse();
    assertThat(coverage.covers(record("100", 1))).isFalse();
  }

  private static SourceSpan span(long first, long last) {
    return new SourceSpan(offset(first), offset(last));
  }

  private static RecordPosition offset(long offset) {
    return new KafkaPosition("t", 0, offset);
  }

  private static RecordPosition record(String sequence, int ordinal) {
    return new KinesisPosition("s", "shardId-0", sequence).withOrdinal(ordinal);
  }
}
