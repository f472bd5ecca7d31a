package io.pinflow.delta.maintenance;

import io.pinflow.delta.kernel.DeltaErrors;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * What a vacuum deletes. Immutable: each method gives a copy with one thing changed.
 *
 * <p>Unless told otherwise it deletes what has not been needed for as long as the table says, by
 * {@code delta.deletedFileRetentionDuration}: 7 days unless that is set.
 */
public final class VacuumOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  @Nullable private final Duration retention;
  private final boolean unsafeRetention;
  private final boolean dryRun;

  private VacuumOptions(@Nullable Duration retention, boolean unsafeRetention, boolean dryRun) {
    this.retention = retention;
    this.unsafeRetention = unsafeRetention;
    this.dryRun = dryRun;
  }

  public static VacuumOptions defaults() {
    return new VacuumOptions(null, false, false);
  }

  /** Keeps what was written or removed within this time. */
  public VacuumOptions retention(Duration time) {
    if (time.isNegative()) {
      throw DeltaErrors.invalidOption("retention", time, "must not be negative.");
    }
    return new VacuumOptions(time, unsafeRetention, dryRun);
  }

  /**
   * Accepts a retention shorter than the table's own. Files which a job is about to commit are lost
   * if they are older than the retention: it must be longer than any checkpoint takes and than any
   * state that is restored is old.
   */
  public VacuumOptions allowUnsafeRetention() {
    return new VacuumOptions(retention, true, dryRun);
  }

  /** Deletes nothing and tells what it would delete. */
  public VacuumOptions dryRun() {
    return new VacuumOptions(retention, unsafeRetention, true);
  }

  public Optional<Duration> retention() {
    return Optional.ofNullable(retention);
  }

  public boolean isUnsafeRetentionAllowed() {
    return unsafeRetention;
  }

  public boolean isDryRun() {
    return dryRun;
  }
}
