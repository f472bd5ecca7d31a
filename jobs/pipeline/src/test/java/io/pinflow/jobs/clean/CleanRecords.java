package io.pinflow.jobs.clean;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecords;
import io.pinflow.jobs.source.RecordPosition;
import io.pinflow.schema.GeoRow;
import io.pinflow.schema.RecordKind;
import java.util.List;
import org.apache.flink.table.data.binary.BinaryRowData;

/** Clean records for tests. */
final class CleanRecords {

  private CleanRecords() {}

  /** A geo record of a key, with the same content at each call but for where it was read. */
  static CleanRecord geo(int ind, long offset) {
    return geo(ind, RawRecords.of("t.geo", offset, "{}"));
  }

  static CleanRecord geo(int ind, RecordPosition position) {
    return geo(ind, new RawRecord(position, 1_700_000_000_000L, null, List.of(), null));
  }

  private static CleanRecord geo(int ind, RawRecord record) {
    GeoRow row =
        GeoRow.builder()
            .ind(ind)
            .country("Albania")
            .latitude(1.5)
            .longitude(-2.25)
            .timestampMicros(3)
            .build();
    BinaryRowData stored = CleanRowMapper.of(RecordKind.GEO).map(row, record);
    return new CleanRecord(RecordKind.GEO, row.contentHash(), stored);
  }
}
