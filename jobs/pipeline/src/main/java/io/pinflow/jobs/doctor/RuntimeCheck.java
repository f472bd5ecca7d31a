package io.pinflow.jobs.doctor;

import java.util.List;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** The Java and the Flink which this process runs on, beside those the jobs were made for. */
public final class RuntimeCheck implements Check {

  private static final List<Integer> JAVA = List.of(11, 17);
  private static final String UNKNOWN = "<unknown>";

  private final int java;
  private final String flink;
  private final String builtFor;

  /**
   * Of this process.
   *
   * @param builtFor the Flink version the jobs were compiled against
   */
  public RuntimeCheck(String builtFor) {
    this(Runtime.version().feature(), EnvironmentInformation.getVersion(), builtFor);
  }

  RuntimeCheck(int java, String flink, String builtFor) {
    this.java = java;
    this.flink = flink;
    this.builtFor = builtFor;
  }

  @Override
  public String what() {
    return "Java and Flink";
  }

  @Override
  public List<Finding> run() {
    return List.of(java(), flink());
  }

  private Finding java() {
    if (JAVA.contains(java)) {
      return Finding.ok("Java", Integer.toString(java));
    }
    return Finding.warning(
        "Java",
        java + " is none of those which Flink " + builtFor + " is made for",
        "Run on Java 11 or 17");
  }

  private Finding flink() {
    if (flink.equals(UNKNOWN) || line(flink).equals(line(builtFor))) {
      return Finding.ok("Flink", flink.equals(UNKNOWN) ? "of unknown version" : flink);
    }
    String detail = flink + " runs here, the jobs were built for " + builtFor;
    String remedy = "Run on Flink " + line(builtFor) + ", or build the jobs for this one";
    return major(flink).equals(major(builtFor))
        ? Finding.warning("Flink", detail, remedy)
        : Finding.error("Flink", detail, remedy);
  }

  /** Major and minor: all of one line take the same jobs. */
  private static String line(String version) {
    return version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
  }

  private static String major(String version) {
    return version.replaceFirst("^(\\d+).*", "$1");
  }
}
