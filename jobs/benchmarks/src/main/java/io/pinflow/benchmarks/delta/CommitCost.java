package io.pinflow.benchmarks.delta;

/**
 * What one commit of one small file costs.
 *
 * @param storage where the table is
 * @param versions of the table
 * @param commitMillis median of single commits
 * @param meanMillis of commits: those are among them which read the log again after a log
 *     checkpoint, or share the machine with one
 * @param restartMillis median of the first commits of jobs, which read the log before
 * @param operations requests to an object store, or calls to the local disk, log checkpoints left
 *     out
 * @param bytesRead likewise
 * @param bytesWritten likewise
 */
record CommitCost(
    String storage,
    int versions,
    double commitMillis,
    double meanMillis,
    double restartMillis,
    double operations,
    long bytesRead,
    long bytesWritten) {}
