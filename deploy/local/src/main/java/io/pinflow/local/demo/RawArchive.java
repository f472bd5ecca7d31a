package io.pinflow.local.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.stack.ObjectStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The committed objects of the raw archive, read back through S3. An object never changes, so each
 * is read once. Not thread-safe.
 */
final class RawArchive {

  static final String PREFIX = "raw/topics/";

  private static final String SUFFIX = ".json.gz";

  private final ObjectStore store;
  private final JsonFactory json = new JsonFactory();
  private final Set<String> read = new HashSet<>();
  private final Map<String, Map<Integer, ArchivedPartition>> partitions = new TreeMap<>();

  RawArchive(ObjectStore store) {
    this.store = store;
  }

  /** Reads what was committed since the last call. */
  void refresh() {
    for (String key : store.keys(PREFIX)) {
      if (key.endsWith(SUFFIX) && !hidden(key) && read.add(key)) {
        try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(store.open(key)), StandardCharsets.UTF_8))) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            add(line);
          }
        } catch (IOException e) {
          throw LocalErrors.io("reading the archive's object " + key, e);
        }
      }
    }
  }

  /** What a running upload leaves beside the committed objects. */
  private static boolean hidden(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    return name.startsWith("_") || name.startsWith(".");
  }

  private void add(String line) throws IOException {
    String topic = null;
    int partition = -1;
    long offset = -1;
    try (JsonParser parser = json.createParser(line)) {
      parser.nextToken();
      while ((topic == null || partition < 0 || offset < 0)
          && parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "topic" -> topic = parser.getText();
          case "partition" -> partition = parser.getIntValue();
          case "offset" -> offset = parser.getLongValue();
          default -> parser.skipChildren();
        }
      }
    }
    if (topic == null || partition < 0 || offset < 0) {
      throw new IOException("a line names no topic, partition and offset");
    }
    partitions
        .computeIfAbsent(topic, name -> new TreeMap<>())
        .computeIfAbsent(partition, number -> new ArchivedPartition())
        .add(offset);
  }

  ArchivedPartition partition(String topic, int partition) {
    return partitions
        .getOrDefault(topic, Map.of())
        .getOrDefault(partition, new ArchivedPartition());
  }

  int objects() {
    return read.size();
  }

  long lines() {
    return partitions.values().stream()
        .flatMap(topic -> topic.values().stream())
        .mapToLong(ArchivedPartition::lines)
        .sum();
  }
}
