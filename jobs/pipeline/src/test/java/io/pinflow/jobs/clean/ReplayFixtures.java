package io.pinflow.jobs.clean;

import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.schema.Cleaner;
import io.pinflow.schema.CleaningLimits;
import io.pinflow.schema.GeoRow;
import io.pinflow.schema.RecordKind;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** Records of a replay for tests. */
final class ReplayFixtures {

  private static final GeoRow ROW = GeoRow.builder().ind(7).country("Albania").build();

  private ReplayFixtures() {}

  /** A geo record, always of the same content. */
  static ReplayRecord clean(int partition, long offset, long minute) throws Exception {
    RawRecord raw = raw(partition, offset, minute);
    return ReplayRecords.ofClean()
        .map(
            new CleanRecord(
                RecordKind.GEO,
                ROW.contentHash(),
                CleanRowMapper.of(RecordKind.GEO).map(ROW, raw)));
  }

  /** The same, which a table holds. */
  static ReplayRecord stored(int partition, long offset, long minute) throws Exception {
    return ReplayRecords.ofStored(RecordKind.GEO).map(clean(partition, offset, minute).row());
  }

  static ReplayRecord refused(int partition, long offset) throws Exception {
    return ReplayRecords.ofRefused()
        .map(
            new QuarantineMapper("1.0")
                .map(
                    RecordKind.GEO,
                    new Cleaner(RecordKind.GEO, CleaningLimits.defaults())
                        .clean(new byte[0])
                        .failure(),
                    raw(partition, offset, 0)));
  }

  /** All that a replay reads, to its end. */
  static void process(
      OneInputStreamOperatorTestHarness<ReplayRecord, ?> harness, ReplayRecord... records)
      throws Exception {
    for (ReplayRecord record : records) {
      harness.processElement(record, 0);
    }
    harness.processWatermark(Watermark.MAX_WATERMARK);
  }

  /** What the job's accumulator of that name has counted. */
  static long count(AbstractStreamOperatorTestHarness<?> harness, String name) {
    return (long)
        harness.getEnvironment().getAccumulatorRegistry().getUserMap().get(name).getLocalValue();
  }

  private static RawRecord raw(int partition, long offset, long minute) {
    return new RawRecord(
        new KafkaPosition("t.geo", partition, offset),
        minute * 60_000,
        null,
        List.of(),
        new byte[0]);
  }
}
