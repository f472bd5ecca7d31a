package io.pinflow.benchmarks.delta;

import java.util.Map;
import java.util.TreeMap;

/**
 * What has gone to and from the storage so far.
 *
 * @param operations by kind: requests to an object store, or system calls that read or write on a
 *     local disk
 */
record Traffic(Map<String, Long> operations, long bytesRead, long bytesWritten) {

  long count() {
    return operations.values().stream().mapToLong(Long::longValue).sum();
  }

  Traffic minus(Traffic before) {
    Map<String, Long> since = new TreeMap<>(operations);
    before.operations.forEach((kind, count) -> since.merge(kind, -count, Long::sum));
    return new Traffic(since, bytesRead - before.bytesRead, bytesWritten - before.bytesWritten);
  }
}
