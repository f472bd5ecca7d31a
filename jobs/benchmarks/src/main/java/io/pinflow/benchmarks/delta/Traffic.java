package io.pinflow.benchmarks.delta;

/**
 * What has gone to and from the storage so far.
 *
 * @param operations requests to an object store; system calls that read or write on a local disk
 * @param kinds the operations by kind, in words
 */
record Traffic(long operations, long bytesRead, long bytesWritten, String kinds) {

  Traffic minus(Traffic before) {
    return new Traffic(
        operations - before.operations,
        bytesRead - before.bytesRead,
        bytesWritten - before.bytesWritten,
        kinds);
  }
}
