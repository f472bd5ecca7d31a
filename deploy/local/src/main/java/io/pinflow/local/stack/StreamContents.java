package io.pinflow.local.stack;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;

/**
 * The sequence numbers that the streams hold, read on from where the last look ended. Not
 * thread-safe.
 */
public final class StreamContents implements AutoCloseable {

  private final Streams streams;
  private final List<String> names;
  private final Map<String, Map<String, Set<BigInteger>>> sequences = new TreeMap<>();
  private final Map<String, String> iterators = new HashMap<>();

  private StreamContents(Streams streams, List<String> names) {
    this.streams = streams;
    this.names = names;
  }

  /**
   * Of no streams, where there is no Kinesis.
   *
   * @param endpoint of a Kinesis server; asked only if there are names
   */
  public static StreamContents of(String endpoint, List<String> names) {
    return new StreamContents(Streams.at(endpoint), names);
  }

  /** Reads what came since the last call. */
  public void refresh() {
    for (String name : names) {
      for (String shard : streams.shards(name)) {
        Set<BigInteger> present =
            sequences
                .computeIfAbsent(name, stream -> new TreeMap<>())
                .computeIfAbsent(shard, id -> new HashSet<>());
        read(name, shard, present);
      }
    }
  }

  private void read(String stream, String shard, Set<BigInteger> present) {
    String key = stream + '/' + shard;
    String iterator = iterators.computeIfAbsent(key, k -> streams.start(stream, shard));
    boolean more = true;
    while (more && iterator != null) {
      Streams.Batch batch;
      try {
        batch = streams.read(iterator);
      } catch (ExpiredIteratorException e) {
        batch = streams.read(streams.start(stream, shard));
      }
      present.addAll(batch.sequences());
      more = batch.more();
      iterator = batch.next();
    }
    iterators.put(key, iterator);
  }

  /** By shard; none of a stream that was not asked for. */
  public Map<String, Set<BigInteger>> of(String stream) {
    return sequences.getOrDefault(stream, Map.of());
  }

  @Override
  public void close() {
    streams.close();
  }
}
