package io.pinflow.jobs.doctor;

import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.sink.DeltaSink;
import java.util.List;
import java.util.OptionalLong;

/** Whether a Delta table that is there takes the job's rows. */
public final class TableCheck implements Check {

  private final String path;
  private final DeltaSink sink;

  public TableCheck(String path, DeltaSink sink) {
    this.path = path;
    this.sink = sink;
  }

  @Override
  public String what() {
    return "table " + path;
  }

  @Override
  public List<Finding> run() {
    try {
      OptionalLong version = sink.requireFits();
      return List.of(
          Finding.ok(
              what(),
              version.isPresent()
                  ? "version " + version.getAsLong() + " takes the job's rows"
                  : "does not exist yet: the job creates it"));
    } catch (DeltaException e) {
      return List.of(
          Finding.error(
              what(),
              String.valueOf(e.getMessage()),
              "Mend the table, or give another --table-root"));
    }
  }
}
