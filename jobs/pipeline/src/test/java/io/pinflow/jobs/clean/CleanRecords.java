package io.pinflow.jobs.clean;

import io.pinflow.jobs.source.RawRecords;
import io.pinflow.schema.GeoRow;
import io.pinflow.schema.RecordKind;
import org.apache.flink.table.data.binary.BinaryRowData;

/** Clean records for tests. */
final class CleanRecords {

  private CleanRecords() {}

  /** A geo record of a key, with the same content at each call but for where it was read. */
  static CleanRecord geo(int ind, long offset) {
    GeoRow row =
        GeoRow.builder()
            .ind(ind)
            .country("Albania")
            .latitude(1.5)
            .longitude(-2.25)
            .timestampMicros(3)
            .build();
    BinaryRowData stored =
        CleanRowMapper.of(RecordKind.GEO).map(row, RawRecords.of("t.geo", offset, "{}"));
    return new CleanRecord(RecordKind.GEO, row.contentHash(), stored);
  }
}
