package io.pinflow.jobs;

import io.pinflow.jobs.source.RawRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.functions.MapFunction;

/** Passes records on and remembers in which order they came. */
final class Journal implements MapFunction<RawRecord, RawRecord> {

  private static final long serialVersionUID = 1L;

  /** By instance: Flink makes copies of a function, which share this. */
  private static final Map<UUID, Queue<RawRecord>> SHARED = new ConcurrentHashMap<>();

  private final UUID id = UUID.randomUUID();

  Journal() {
    SHARED.put(id, new ConcurrentLinkedQueue<>());
  }

  @Override
  public RawRecord map(RawRecord record) {
    SHARED.get(id).add(record);
    return record;
  }

  /** The records so far of each partition or shard, in their order. */
  Map<String, List<RawRecord>> byPart() {
    return byPart(SHARED.get(id));
  }

  static Map<String, List<RawRecord>> byPart(Collection<RawRecord> records) {
    Map<String, List<RawRecord>> parts = new TreeMap<>();
    for (RawRecord record : records) {
      String uri = record.position().uri();
      parts
          .computeIfAbsent(uri.substring(0, uri.lastIndexOf('/')), part -> new ArrayList<>())
          .add(record);
    }
    return parts;
  }
}
