package io.pinflow.delta.sink;

import org.apache.flink.core.io.SimpleVersionedSerializer;

/** For committables which never come into being. */
final class NothingToCommitSerializer implements SimpleVersionedSerializer<Void> {

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(Void nothing) {
    return new byte[0];
  }

  @Override
  public Void deserialize(int version, byte[] serialized) {
    return null;
  }
}
