package io.pinflow.jobs.config;

/**
 * One thing that is wrong with a job's configuration: which key, what was given, why it is wrong,
 * what to do.
 */
final class Problem {

  private final String place;
  private final String why;
  private final String fix;

  private Problem(String place, String why, String fix) {
    this.place = place;
    this.why = why;
    this.fix = fix;
  }

  static Problem of(Setting setting, String why, String fix) {
    String place = setting.key() + " = '" + setting.shown() + "' (" + setting.origin() + ")";
    return new Problem(place, why, fix);
  }

  static Problem of(String place, String why, String fix) {
    return new Problem(place, why, fix);
  }

  @Override
  public String toString() {
    return place + ": " + why + ". " + fix;
  }
}
