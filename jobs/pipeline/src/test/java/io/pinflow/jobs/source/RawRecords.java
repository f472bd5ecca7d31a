package io.pinflow.jobs.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Records for tests. */
public final class RawRecords {

  private RawRecords() {}

  public static RawRecord of(String topic, long offset, String value) {
    return of(topic, offset, value.getBytes(UTF_8));
  }

  public static RawRecord of(String topic, long offset, byte[] value) {
    return new RawRecord(
        new KafkaPosition(topic, 0, offset), 1_700_000_000_000L + offset, null, List.of(), value);
  }

  /** Any record there may be: tombstones, no keys, binary, text, repeated headers, odd times. */
  public static Arbitrary<RawRecord> any() {
    return Combinators.combine(positions(), Arbitraries.longs(), bytes(), headers(), bytes())
        .as(RawRecord::new);
  }

  private static Arbitrary<RecordPosition> positions() {
    return Arbitraries.oneOf(kafkaPositions(), kinesisPositions());
  }

  private static Arbitrary<RecordPosition> kafkaPositions() {
    return Combinators.combine(
            names(),
            Arbitraries.integers().greaterOrEqual(0),
            Arbitraries.longs().greaterOrEqual(0))
        .as(KafkaPosition::new);
  }

  private static Arbitrary<RecordPosition> kinesisPositions() {
    return Combinators.combine(
            names(),
            Arbitraries.integers().greaterOrEqual(0).map(i -> String.format("shardId-%012d", i)),
            Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(56))
        .as((stream, shard, sequence) -> new KinesisPosition(stream, shard, sequence));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings().withCharRange('a', 'z').withChars("._-").ofMinLength(1);
  }

  private static Arbitrary<List<RecordHeader>> headers() {
    return Combinators.combine(texts(), bytes()).as(RecordHeader::new).list().ofMaxSize(4);
  }

  private static Arbitrary<byte[]> bytes() {
    Arbitrary<byte[]> binary = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
    Arbitrary<byte[]> text = texts().map(t -> t.getBytes(UTF_8));
    Arbitrary<byte[]> json =
        Arbitraries.of("{\"a\":1.0}", "{\n \"a\" : [1,\r\n2]}", " 1e400 ", "\"é\\u0000\"", "null")
            .map(t -> t.getBytes(UTF_8));
    return Arbitraries.oneOf(binary, text, json).injectNull(0.1);
  }

  /** Strings without half surrogates, which have no UTF-8 form. */
  private static Arbitrary<String> texts() {
    return Arbitraries.strings().ofMaxLength(20).filter(text -> !hasHalfSurrogate(text));
  }

  private static boolean hasHalfSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
