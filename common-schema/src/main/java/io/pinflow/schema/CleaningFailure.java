package io.pinflow.schema;

import java.util.Objects;

/** Why one record was quarantined. Immutable. */
public final class CleaningFailure {
  private final FailureCode code;
  private final String field;
  private final String message;

  CleaningFailure(FailureCode code, String field, String message) {
    this.code = Objects.requireNonNull(code, "code");
    this.field = field;
    this.message = Objects.requireNonNull(message, "message");
  }

  public FailureCode code() {
    return code;
  }

  /** The field at fault as named on the wire, or null where it is the record as a whole. */
  public String field() {
    return field;
  }

  /** One line for a person: the value, why it is wrong and what is expected. */
  public String message() {
    return message;
  }

  @Override
  public String toString() {
    return code + (field == null ? "" : " " + field) + ": " + message;
  }
}
