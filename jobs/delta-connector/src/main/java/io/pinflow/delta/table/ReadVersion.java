package io.pinflow.delta.table;

import io.delta.kernel.Snapshot;
import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.DeltaTable;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/** Which version of a table a query reads: the newest, one by its number, one by its time. */
final class ReadVersion {

  private final Optional<Long> version;
  private final Optional<Instant> time;

  private ReadVersion(Optional<Long> version, Optional<Instant> time) {
    this.version = version;
    this.time = time;
  }

  /**
   * @throws io.pinflow.delta.kernel.DeltaException if both options are set or one has no meaning
   */
  static ReadVersion of(ReadableConfig options) {
    Optional<Long> version = options.getOptional(DeltaConnectorOptions.VERSION_AS_OF);
    Optional<String> time = options.getOptional(DeltaConnectorOptions.TIMESTAMP_AS_OF);
    if (version.isPresent() && time.isPresent()) {
      throw DeltaErrors.invalidOption(
          DeltaConnectorOptions.TIMESTAMP_AS_OF.key(),
          time.get(),
          "'" + DeltaConnectorOptions.VERSION_AS_OF.key() + "' is set too. Set one of them.");
    }
    if (version.isPresent() && version.get() < 0) {
      throw DeltaErrors.invalidOption(
          DeltaConnectorOptions.VERSION_AS_OF.key(), version.get(), "versions begin with 0.");
    }
    return new ReadVersion(
        version,
        time.map(text -> OptionInstant.parse(DeltaConnectorOptions.TIMESTAMP_AS_OF, text)));
  }

  Snapshot load(DeltaTable table) {
    if (version.isPresent()) {
      return table.atVersion(version.get());
    }
    return time.isPresent() ? table.atTimestamp(time.get().toEpochMilli()) : table.latest();
  }
}
