package io.pinflow.local.job;

/**
 * What became of the records of one kind: each ends as exactly one of clean, duplicate and
 * quarantined.
 *
 * @param received how many the job has taken in
 */
public record KindCounts(long received, long clean, long duplicate, long quarantined) {

  public static final KindCounts NONE = new KindCounts(0, 0, 0, 0);

  public KindCounts minus(KindCounts before) {
    return new KindCounts(
        received - before.received,
        clean - before.clean,
        duplicate - before.duplicate,
        quarantined - before.quarantined);
  }

  /** Records which the job has taken in but not yet decided on. */
  public long undecided() {
    return received - clean - duplicate - quarantined;
  }
}
