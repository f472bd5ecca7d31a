package io.pinflow.jobs.clean;

/** Where CleanJob takes its records from. */
public enum CleanSource {
  /** The topics and streams, for ever or up to a position. */
  STREAMS,
  /** What RawArchiveJob has stored of them. */
  ARCHIVE,
  /** The records which CleanJob has refused. */
  QUARANTINE
}
