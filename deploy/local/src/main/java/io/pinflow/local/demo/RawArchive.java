package io.pinflow.local.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.stack.ObjectStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The committed objects of the raw archive, read back through S3. An object never changes, so each
 * is read once. Not thread-safe.
 */
final class RawArchive {

  private static final List<String> PREFIXES = List.of("raw/topics/", "raw/streams/");

  private static final String SUFFIX = ".json.gz";

  private final ObjectStore store;
  private final JsonFactory json = new JsonFactory();
  private final Set<String> read = new HashSet<>();
  private final Map<String, Map<Integer, ArchivedPartition>> partitions = new TreeMap<>();
  private final Map<String, Map<String, ArchivedShard>> shards = new TreeMap<>();

  RawArchive(ObjectStore store) {
    this.store = store;
  }

  /** Reads what was committed since the last call. */
  void refresh() {
    PREFIXES.stream().flatMap(prefix -> store.keys(prefix).stream()).forEach(this::read);
  }

  private void read(String key) {
    if (!key.endsWith(SUFFIX) || hidden(key) || !read.add(key)) {
      return;
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(store.open(key)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      throw LocalErrors.io("reading the archive's object " + key, e);
    }
  }

  /** What a running upload leaves beside the committed objects. */
  private static boolean hidden(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    return name.startsWith("_") || name.startsWith(".");
  }

  /** A line begins with its record's place. */
  private void add(String line) throws IOException {
    String name = null;
    String place = null;
    try (JsonParser parser = json.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "topic", "stream" -> name = parser.getText();
          case "partition", "shard" -> place = parser.getText();
          case "offset" -> {
            partitionOf(name, Integer.parseInt(place)).add(parser.getLongValue());
            return;
          }
          case "sequence" -> {
            shardOf(name, place).add(new BigInteger(parser.getText()));
            return;
          }
          default -> parser.skipChildren();
        }
      }
    }
    throw new IOException(
        "a line names neither topic, partition and offset nor stream, shard and sequence");
  }

  private ArchivedPartition partitionOf(String topic, int partition) {
    return partitions
        .computeIfAbsent(topic, name -> new TreeMap<>())
        .computeIfAbsent(partition, number -> new ArchivedPartition());
  }

  private ArchivedShard shardOf(String stream, String shard) {
    return shards
        .computeIfAbsent(stream, name -> new TreeMap<>())
        .computeIfAbsent(shard, id -> new ArchivedShard());
  }

  ArchivedPartition partition(String topic, int partition) {
    return partitions
        .getOrDefault(topic, Map.of())
        .getOrDefault(partition, new ArchivedPartition());
  }

  /** The shards of a stream of which it holds anything, by their ids. */
  Map<String, ArchivedShard> shards(String stream) {
    return shards.getOrDefault(stream, Map.of());
  }

  int objects() {
    return read.size();
  }

  long lines() {
    long ofTopics =
        partitions.values().stream()
            .flatMap(topic -> topic.values().stream())
            .mapToLong(ArchivedPartition::lines)
            .sum();
    long ofStreams =
        shards.values().stream()
            .flatMap(stream -> stream.values().stream())
            .mapToLong(ArchivedShard::lines)
            .sum();
    return ofTopics + ofStreams;
  }
}
