package io.pinflow.jobs.quality;

/**
 * One thing a day must meet: what was measured, what it may be, what to do if it is not. Immutable.
 */
final class QualityCheck {

  private final String name;
  private final String value;
  private final String limit;
  private final boolean met;
  private final String remedy;

  QualityCheck(String name, String value, String limit, boolean met, String remedy) {
    this.name = name;
    this.value = value;
    this.limit = limit;
    this.met = met;
    this.remedy = remedy;
  }

  String name() {
    return name;
  }

  boolean isMet() {
    return met;
  }

  @Override
  public String toString() {
    return met
        ? name + ": " + value + " (" + limit + ")"
        : name + ": " + value + ", but " + limit + ". " + remedy;
  }
}
