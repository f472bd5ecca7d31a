package io.pinflow.jobs.clean;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.schema.CleanRow;
import io.pinflow.schema.GeoRow;
import io.pinflow.schema.PinRow;
import io.pinflow.schema.RecordKind;
import io.pinflow.schema.TableSchema;
import io.pinflow.schema.UserRow;
import org.apache.flink.table.data.binary.BinaryRowData;

/**
 * Turns clean rows of one kind into rows of its table. The row returned is overwritten by the next
 * one. Not thread-safe.
 */
abstract class CleanRowMapper {

  final TableRow row;

  private CleanRowMapper(RecordKind kind) {
    this.row = new TableRow(TableSchema.of(kind));
  }

  static CleanRowMapper of(RecordKind kind) {
    switch (kind) {
      case PIN:
        return new Pins();
      case GEO:
        return new Geo();
      case USER:
        return new Users();
    }
    throw new AssertionError(kind);
  }

  final BinaryRowData map(CleanRow clean, RawRecord record) {
    row.start().integer(clean.ind());
    content(clean);
    return row.text(clean.rescued()).ingested(record);
  }

  /** A row which says where a record came in, and nothing else. */
  final BinaryRowData position(RawRecord record) {
    return row.start().onlyIngested(record);
  }

  /** Fills the columns between {@code ind} and {@code rescued}, in the table's order. */
  abstract void content(CleanRow clean);

  private static final class Pins extends CleanRowMapper {
    Pins() {
      super(RecordKind.PIN);
    }

    @Override
    void content(CleanRow clean) {
      PinRow pin = (PinRow) clean;
      row.text(pin.uniqueId()).text(pin.title()).text(pin.description());
      if (pin.hasFollowerCount()) {
        row.bigint(pin.followerCount());
      } else {
        row.missing();
      }
      row.text(pin.posterName())
          .text(pin.tagList())
          .text(pin.isImageOrVideo())
          .text(pin.imageSrc())
          .text(pin.saveLocation())
          .text(pin.category());
    }
  }

  private static final class Geo extends CleanRowMapper {
    Geo() {
      super(RecordKind.GEO);
    }

    @Override
    void content(CleanRow clean) {
      GeoRow geo = (GeoRow) clean;
      row.text(geo.country())
          .doubles(geo.latitude(), geo.longitude())
          .instant(geo.timestampMicros());
    }
  }

  private static final class Users extends CleanRowMapper {
    Users() {
      super(RecordKind.USER);
    }

    @Override
    void content(CleanRow clean) {
      UserRow user = (UserRow) clean;
      row.text(user.userName()).integer(user.age()).instant(user.dateJoinedMicros());
    }
  }
}
