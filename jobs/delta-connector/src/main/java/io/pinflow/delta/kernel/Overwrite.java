package io.pinflow.delta.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.internal.TableConfig;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;

/**
 * One statement which replaces rows of a table. It keeps its identity over restarts of its job, so
 * that it happens once. Immutable.
 */
public final class Overwrite implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final long NO_VERSION = -1;

  private final UUID statement;
  private final OverwriteScope scope;
  private final long knownVersion;

  private Overwrite(UUID statement, OverwriteScope scope, long knownVersion) {
    this.statement = statement;
    this.scope = scope;
    this.knownVersion = knownVersion;
  }

  /**
   * A statement about the table as it is now; there may be none yet.
   *
   * @throws DeltaException if the table is for appending alone
   */
  public static Overwrite plan(DeltaTable table, OverwriteScope scope) {
    Optional<Snapshot> now = table.find();
    now.ifPresent(snapshot -> requireAllowed(table.path(), snapshot));
    return new Overwrite(
        UUID.randomUUID(), scope, now.map(Snapshot::getVersion).orElse(NO_VERSION));
  }

  /**
   * @throws DeltaException if the table is for appending alone
   */
  static void requireAllowed(String tablePath, Snapshot snapshot) {
    if (TableConfig.APPEND_ONLY_ENABLED.fromMetadata(snapshot.getMetadata())) {
      throw WriteErrors.appendOnly(tablePath);
    }
  }

  public UUID statement() {
    return statement;
  }

  public OverwriteScope scope() {
    return scope;
  }

  /** The table's version when it was planned, -1 if there was no table. */
  long knownVersion() {
    return knownVersion;
  }
}
