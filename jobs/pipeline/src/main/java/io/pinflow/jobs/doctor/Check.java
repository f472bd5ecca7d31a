package io.pinflow.jobs.doctor;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks at one thing a job needs. It changes nothing that lasts, and where it waits for a server it
 * can be interrupted.
 */
public interface Check {

  /** What is looked at, for a message that it did not end. */
  String what();

  /**
   * Looks.
   *
   * @throws Exception if it cannot be told; the message is shown
   */
  List<Finding> run() throws Exception;

  /** This check, and the others after it if it finds no error: they would fail for its reason. */
  default Check then(List<Check> others) {
    return new Check() {
      @Override
      public String what() {
        return Check.this.what();
      }

      @Override
      public List<Finding> run() throws Exception {
        List<Finding> findings = new ArrayList<>(Check.this.run());
        if (findings.stream().noneMatch(Finding::isError)) {
          for (Check other : others) {
            findings.addAll(other.run());
          }
        }
        return findings;
      }
    };
  }
}
