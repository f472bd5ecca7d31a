package io.pinflow.schema;

/**
 * The outcome for one record: a clean row, or the reason why it goes to quarantine. Immutable.
 *
 * <p>Whether a clean row is a duplicate is for the caller to say, by {@link
 * CleanRow#contentHash()}.
 */
public final class CleaningResult {
  private final CleanRow row;
  private final CleaningFailure failure;

  private CleaningResult(CleanRow row, CleaningFailure failure) {
    this.row = row;
    this.failure = failure;
  }

  static CleaningResult clean(CleanRow row) {
    return new CleaningResult(row, null);
  }

  static CleaningResult quarantined(CleaningFailure failure) {
    return new CleaningResult(null, failure);
  }

  public boolean isClean() {
    return row != null;
  }

  /**
   * The clean row.
   *
   * @throws IllegalStateException if the record was quarantined
   */
  public CleanRow row() {
    if (row == null) {
      throw new IllegalStateException("A quarantined record has no row: " + failure);
    }
    return row;
  }

  /**
   * The reason for quarantine.
   *
   * @throws IllegalStateException if the record is clean
   */
  public CleaningFailure failure() {
    if (failure == null) {
      throw new IllegalStateException("A clean record has no failure: " + row);
    }
    return failure;
  }

  @Override
  public String toString() {
    return row != null ? "clean " + row : "quarantined " + failure;
  }
}
