package io.pinflow.delta.table;

import io.pinflow.delta.kernel.DeltaErrors;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.source.newest.NewestRule;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.types.logical.RowType;

/** Reads {@code source.newest-per} and {@code source.newest-by}. */
final class NewestOptions {

  private NewestOptions() {}

  /**
   * The rule, if one is asked for.
   *
   * @param session of the query
   * @param table all columns
   * @throws DeltaException if there is half a rule, it does not fit the table, or rows are not read
   *     to an end
   */
  static Optional<NewestRule> read(ReadableConfig options, ReadableConfig session, RowType table) {
    Optional<String> key = options.getOptional(DeltaConnectorOptions.NEWEST_PER);
    Optional<String> order = options.getOptional(DeltaConnectorOptions.NEWEST_BY);
    if (key.isEmpty() && order.isEmpty()) {
      return Optional.empty();
    }
    String perKey = DeltaConnectorOptions.NEWEST_PER.key();
    String byKey = DeltaConnectorOptions.NEWEST_BY.key();
    if (key.isEmpty()) {
      throw missing(byKey, order.get(), perKey);
    }
    if (order.isEmpty()) {
      throw missing(perKey, key.get(), byKey);
    }
    requireBatch(perKey, key.get(), "mode", options.get(DeltaConnectorOptions.MODE).name());
    RuntimeExecutionMode execution = session.get(ExecutionOptions.RUNTIME_MODE);
    requireBatch(perKey, key.get(), ExecutionOptions.RUNTIME_MODE.key(), execution.name());
    return Optional.of(NewestRule.of(perKey, key.get(), byKey, order.get(), table));
  }

  /**
   * For a sink.
   *
   * @throws DeltaException if there is a rule: what is written would not be what is read
   */
  static void requireNone(ReadableConfig options) {
    options
        .getOptional(DeltaConnectorOptions.NEWEST_PER)
        .ifPresent(
            key -> {
              throw DeltaErrors.invalidOption(
                  DeltaConnectorOptions.NEWEST_PER.key(),
                  key,
                  "a table which is read by its newest rows is not written to. Write to a table"
                      + " that is declared without the option.");
            });
  }

  private static DeltaException missing(String given, String value, String absent) {
    return DeltaErrors.invalidOption(
        given, value, String.format("it needs '%s' beside it.", absent));
  }

  private static void requireBatch(String option, String value, String setting, String mode) {
    if (mode.equals("STREAMING")) {
      throw DeltaErrors.invalidOption(
          option,
          value,
          String.format(
              "the newest rows are known at the end only, and '%s' is 'streaming'. Make it"
                  + " 'batch'.",
              setting));
    }
  }
}
