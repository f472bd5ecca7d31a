package io.pinflow.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Reads one JSON record after the other with one parser. Making a parser takes about 1 µs and its
 * buffers, more than cleaning a geo or user record does, so that it is kept for many records and
 * replaced only after an error, or when it has read so much that the field names which it remembers
 * could be many or long.
 *
 * <p>Not thread-safe.
 */
final class JsonRecordReader {
  /**
   * A parser remembers every name it has read, also of what it skipped: they are no longer than
   * this and one record together.
   */
  private static final long BYTES_PER_PARSER = 1L << 20;

  private final JsonFactoryBuilder factories;
  private final OneRecord input = new OneRecord();
  private final NonSpaceDetector rest = new NonSpaceDetector();
  private JsonParser parser;

  JsonRecordReader(CleaningLimits limits) {
    factories =
        new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            // The size of the payload bounds all lengths; a long value is no reason to refuse it.
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.maxNestingDepth())
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            // One long-lived parser gains nothing from a pool, and a pool in a thread local would
            // keep the class loader of a finished job alive.
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool());
  }

  /** A parser at the start of the payload's bytes from {@code offset} on. */
  JsonParser open(byte[] payload, int offset) throws IOException {
    if (input.served >= BYTES_PER_PARSER) {
      discard();
    }
    input.set(payload, offset);
    if (parser == null) {
      // A parser that ends hands its names to its factory, so that each has one of its own.
      JsonFactory factory = factories.build();
      parser = factory.createParser(input);
    }
    return parser;
  }

  /** Whether nothing but white space follows the object just read. Ends the record. */
  boolean isAtEnd() throws IOException {
    // Messages about the next record must not speak of this one's last token.
    parser.clearCurrentToken();
    rest.found = false;
    int unused = parser.releaseBuffered(rest);
    input.writeRest(rest);
    return !rest.found;
  }

  /** How many bytes of the record lie before a byte offset which the parser reported. */
  long offsetInRecord(long parserOffset) {
    return parserOffset - input.servedBefore;
  }

  /** Forgets the parser, whose state is of no use after an error. */
  void discard() {
    if (parser != null) {
      try {
        parser.close();
      } catch (IOException e) {
        throw new UncheckedIOException("Closing a parser over memory failed", e);
      }
    }
    parser = null;
    input.servedBefore = 0;
    input.served = 0;
  }

  /** The bytes of one payload; at their end the parser sees the end of the input. */
  private static final class OneRecord extends InputStream {
    private byte[] payload = new byte[0];
    private int at;
    private long served;
    private long servedBefore;

    void set(byte[] bytes, int offset) {
      payload = bytes;
      at = offset;
      servedBefore = served - offset;
    }

    @Override
    public int read() {
      if (at == payload.length) {
        return -1;
      }
      served++;
      return payload[at++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int start, int length) {
      int count = Math.min(length, payload.length - at);
      if (count == 0 && length > 0) {
        return -1;
      }
      System.arraycopy(payload, at, target, start, count);
      at += count;
      served += count;
      return count;
    }

    void writeRest(NonSpaceDetector out) {
      out.write(payload, at, payload.length - at);
      at = payload.length;
    }
  }

  private static final class NonSpaceDetector extends OutputStream {
    private boolean found;

    @Override
    public void write(int b) {
      found |= b != ' ' && b != '\n' && b != '\r' && b != '\t';
    }

    @Override
    public void write(byte[] bytes, int start, int length) {
      for (int i = start; i < start + length; i++) {
        write(bytes[i]);
      }
    }
  }
}
