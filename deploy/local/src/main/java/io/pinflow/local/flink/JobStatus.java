package io.pinflow.local.flink;

import java.time.Duration;
import java.util.Set;

/** A job as the cluster tells it. */
public record JobStatus(String id, String name, String state, Duration duration) {

  private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED", "SUSPENDED");

  /** Whether the job will do nothing more. */
  public boolean ended() {
    return ENDED.contains(state);
  }

  /** Whether a bounded job has done all it was to do. */
  public boolean succeeded() {
    return state.equals("FINISHED");
  }

  public boolean failed() {
    return state.equals("FAILED") || state.equals("FAILING");
  }
}
