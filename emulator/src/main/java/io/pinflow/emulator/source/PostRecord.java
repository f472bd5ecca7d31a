package io.pinflow.emulator.source;

import io.pinflow.schema.RecordKind;
import java.util.Objects;

/**
 * One record of a post, as it travels.
 *
 * @param kind which of a post's records this is
 * @param payload the record's bytes; shared, not to be changed
 * @param json whether the payload is exactly one JSON object without anything around it, so that it
 *     can be embedded in a JSON document; anything else must travel as opaque bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy per record would cost more
public record PostRecord(RecordKind kind, byte[] payload, boolean json) {

  public PostRecord {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(payload, "payload");
  }

  /** A record whose payload is known to be one JSON object. */
  public static PostRecord json(RecordKind kind, byte[] payload) {
    return new PostRecord(kind, payload, true);
  }
}
