package io.pinflow.delta.table;

import io.pinflow.delta.kernel.DeltaErrors;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import org.apache.flink.configuration.ConfigOption;

/** A point in time as an option's value; without a zone it is UTC. */
final class OptionInstant {

  private OptionInstant() {}

  /**
   * @throws io.pinflow.delta.kernel.DeltaException if the value is no point in time
   */
  static Instant parse(ConfigOption<String> option, String value) {
    String iso = value.strip().replace(' ', 'T');
    try {
      if (iso.indexOf('T') < 0) {
        return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      TemporalAccessor time =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
      return time instanceof OffsetDateTime
          ? ((OffsetDateTime) time).toInstant()
          : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw DeltaErrors.invalidOption(
          option.key(),
          value,
          "it is no point in time. Write it as 2024-03-31, 2024-03-31 12:30:00 or"
              + " 2024-03-31T12:30:00Z; without a zone it is UTC.");
    }
  }
}
