package io.pinflow.delta.kernel;

import io.delta.kernel.exceptions.CommitStateUnknownException;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;

/** What a failed attempt to commit means for the next one. */
public enum CommitFailure {
  /** Another writer was faster, or may have been: look at the table again, then try again. */
  CONFLICT,
  /** The storage failed, perhaps after it did what it was asked: look, then try again. */
  TRANSIENT,
  /** Trying again would fail again. */
  PERMANENT;

  public static CommitFailure of(RuntimeException failure) {
    if (isHopeless(failure)) {
      return PERMANENT;
    }
    if (failure instanceof ConcurrentWriteException
        || failure instanceof CommitStateUnknownException
        || failure instanceof MaxCommitRetryLimitReachedException) {
      return CONFLICT;
    }
    if (failure instanceof KernelEngineException
        || failure instanceof UncheckedIOException
        || failure.getCause() instanceof IOException) {
      return TRANSIENT;
    }
    return PERMANENT;
  }

  /** An interrupted thread, or an answer that will be the same next time. */
  private static boolean isHopeless(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof InterruptedIOException
          || t instanceof InterruptedException
          || t instanceof AccessDeniedException
          || t instanceof DeltaException) {
        return true;
      }
    }
    return false;
  }
}
