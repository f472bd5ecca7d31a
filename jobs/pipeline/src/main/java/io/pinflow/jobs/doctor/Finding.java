package io.pinflow.jobs.doctor;

import java.util.Objects;

/** One thing a check has found: what was looked at, how it is, and how to mend it. Immutable. */
public final class Finding {

  /** How bad it is, best first. */
  public enum State {
    OK,
    /** A job can start, but not everything is as it should be. */
    WARNING,
    /** A job would fail or do wrong. */
    ERROR
  }

  private final State state;
  private final String what;
  private final String detail;
  private final String remedy;

  private Finding(State state, String what, String detail, String remedy) {
    this.state = state;
    this.what = what;
    this.detail = detail;
    this.remedy = remedy;
  }

  public static Finding ok(String what, String detail) {
    return new Finding(State.OK, what, detail, "");
  }

  public static Finding warning(String what, String detail, String remedy) {
    return new Finding(State.WARNING, what, detail, remedy);
  }

  public static Finding error(String what, String detail, String remedy) {
    return new Finding(State.ERROR, what, detail, remedy);
  }

  public State state() {
    return state;
  }

  public boolean isError() {
    return state == State.ERROR;
  }

  /** The thing that was looked at, such as {@code Kafka topic pinflow.pin}. */
  public String what() {
    return what;
  }

  public String detail() {
    return detail;
  }

  /** What to do; empty where all is well. */
  public String remedy() {
    return remedy;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Finding)) {
      return false;
    }
    Finding that = (Finding) other;
    return state == that.state
        && what.equals(that.what)
        && detail.equals(that.detail)
        && remedy.equals(that.remedy);
  }

  @Override
  public int hashCode() {
    return Objects.hash(state, what, detail, remedy);
  }

  @Override
  public String toString() {
    return what + ": " + detail + (remedy.isEmpty() ? "" : ". " + remedy);
  }
}
