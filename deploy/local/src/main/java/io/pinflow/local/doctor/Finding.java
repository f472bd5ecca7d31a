package io.pinflow.local.doctor;

/**
 * One thing that was looked at: how it is, and how to mend it.
 *
 * @param remedy empty where all is well
 */
public record Finding(State state, String what, String detail, String remedy) {

  /** How bad it is, best first. */
  public enum State {
    OK,
    WARNING,
    ERROR
  }

  static Finding ok(String what, String detail) {
    return new Finding(State.OK, what, detail, "");
  }

  static Finding warning(String what, String detail, String remedy) {
    return new Finding(State.WARNING, what, detail, remedy);
  }

  static Finding error(String what, String detail, String remedy) {
    return new Finding(State.ERROR, what, detail, remedy);
  }

  public boolean isError() {
    return state == State.ERROR;
  }
}
