package io.pinflow.aws;

/** A setting of {@code cdk.json} which is missing or wrong: tells which, why, and what to do. */
final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private SettingsException(String message) {
    super(message);
  }

  static SettingsException missing(String path, String form) {
    return new SettingsException("cdk.json: " + path + " is missing: give " + form);
  }

  static SettingsException wrong(String path, Object value, String form) {
    return new SettingsException(
        "cdk.json: " + path + " is '" + value + "', which is not right: give " + form);
  }

  static SettingsException unknown(String path, Object known) {
    return new SettingsException(
        "cdk.json: " + path + " is not known: correct or remove it; known are " + known);
  }

  static SettingsException noJar(String folder, int found) {
    return new SettingsException(
        "Expected one pinflow-pipeline-*.jar in "
            + folder
            + " but found "
            + found
            + ": build it by ./mvnw package -DskipTests -pl jobs/pipeline -am");
  }
}
