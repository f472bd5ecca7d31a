package io.pinflow.jobs.verify;

/** What a broker or a streaming service holds at this moment. */
interface HeldPositions {

  /** Notes every position of its topics or streams; one that does not exist holds nothing. */
  void read(Findings findings);
}
