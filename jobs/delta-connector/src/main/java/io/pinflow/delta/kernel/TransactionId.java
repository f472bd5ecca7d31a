package io.pinflow.delta.kernel;

import java.util.Objects;

/**
 * Names one commit of one application, so that it happens once: a table remembers the highest
 * version of each application and refuses an equal or lower one.
 */
public final class TransactionId {

  private final String application;
  private final long version;

  public TransactionId(String application, long version) {
    this.application = application;
    this.version = version;
  }

  public String application() {
    return application;
  }

  public long version() {
    return version;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TransactionId
        && application.equals(((TransactionId) other).application)
        && version == ((TransactionId) other).version;
  }

  @Override
  public int hashCode() {
    return Objects.hash(application, version);
  }

  @Override
  public String toString() {
    return application + "/" + version;
  }
}
