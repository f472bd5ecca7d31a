package io.pinflow.schema;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * Decodes and cleans the records of one kind.
 *
 * <p>{@link #clean} is total: whatever the bytes, it returns an outcome and never throws. It is a
 * function of the bytes alone. An instance is reusable and meant to be kept; it is not thread-safe.
 */
public final class Cleaner {
  private final RecordKind kind;
  private final CleaningLimits limits;
  private final PayloadScan scan = new PayloadScan();
  private final JsonRecordReader reader;
  private final RecordDecoder decoder;

  /** A cleaner for the records of a kind within limits. */
  public Cleaner(RecordKind kind, CleaningLimits limits) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.reader = new JsonRecordReader(limits);
    this.decoder = decoderOf(kind);
  }

  public RecordKind kind() {
    return kind;
  }

  /**
   * The outcome for one record.
   *
   * @param payload the record's bytes as received, or null if it has none (a Kafka tombstone); not
   *     kept and not changed
   */
  public CleaningResult clean(byte[] payload) {
    if (payload == null) {
      return CleaningResult.quarantined(CleaningFailures.noPayload());
    }
    if (payload.length > limits.maxPayloadBytes()) {
      return CleaningResult.quarantined(
          CleaningFailures.tooLarge(payload.length, limits.maxPayloadBytes()));
    }
    scan.scan(payload);
    if (scan.firstInvalid() >= 0) {
      return CleaningResult.quarantined(CleaningFailures.invalidUtf8(scan.firstInvalid()));
    }
    int start = JsonStart.of(payload);
    if (start == payload.length) {
      return CleaningResult.quarantined(CleaningFailures.empty());
    }
    if (!JsonStart.isPossible(payload, start)) {
      return CleaningResult.quarantined(CleaningFailures.unexpectedStart(start));
    }
    return parse(payload, start);
  }

  private CleaningResult parse(byte[] payload, int start) {
    JsonParser parser = null;
    CleaningFailure failure;
    try {
      parser = reader.open(payload, start);
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        decoder.read(parser, scan.hasBackslash());
        if (reader.isAtEnd()) {
          return decoder.finish();
        }
        failure = CleaningFailures.trailingContent();
      } else {
        failure = notAnObject(first, parser);
      }
    } catch (StreamConstraintsException e) {
      // The depth is the only constraint the reader sets.
      failure = CleaningFailures.tooDeep(limits.maxNestingDepth());
    } catch (JsonParseException e) {
      failure = malformed(e);
    } catch (IOException e) {
      failure = CleaningFailures.cleanerError(new UncheckedIOException(e));
    } catch (RuntimeException e) {
      // A defect must neither stop the job nor lose the record.
      failure = CleaningFailures.cleanerError(e);
    }
    reader.discard();
    return CleaningResult.quarantined(failure);
  }

  /** Reads a value that is no object to its end, as it may turn out not to be JSON at all. */
  private static CleaningFailure notAnObject(JsonToken first, JsonParser parser)
      throws IOException {
    String found = JsonTokens.describe(first, parser);
    parser.skipChildren();
    return parser.nextToken() == null
        ? CleaningFailures.notObject(found)
        : CleaningFailures.trailingContent();
  }

  private CleaningFailure malformed(JsonParseException e) {
    long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    return CleaningFailures.malformed(
        e.getOriginalMessage(), offset < 0 ? -1 : reader.offsetInRecord(offset));
  }

  private static RecordDecoder decoderOf(RecordKind kind) {
    switch (kind) {
      case PIN:
        return new PinDecoder();
      case GEO:
        return new GeoDecoder();
      case USER:
        return new UserDecoder();
    }
    throw new AssertionError(kind);
  }
}
