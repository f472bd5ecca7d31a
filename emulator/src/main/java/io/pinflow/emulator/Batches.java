package io.pinflow.emulator;

import io.pinflow.emulator.route.RequestLimits;
import io.pinflow.schema.RecordKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects records into requests: one kind and one form each, within the configured sizes. */
final class Batches {

  private final EmulatorConfig config;
  private final int mostRecords;
  private final int mostBytes;
  private final int bytesPerRecord;
  private final Dispatcher dispatcher;
  private final Map<RecordKind, Batch> json = new EnumMap<>(RecordKind.class);
  private final Map<RecordKind, Batch> binary = new EnumMap<>(RecordKind.class);
  private boolean empty = true;
  private long oldest;

  Batches(EmulatorConfig config, RequestLimits limits, Dispatcher dispatcher) {
    this.config = config;
    this.mostRecords = Math.min(config.batchRecords(), limits.records());
    this.mostBytes = Math.min(config.batchBytes(), limits.bytes());
    this.bytesPerRecord = limits.bytesPerRecord();
    this.dispatcher = dispatcher;
  }

  void add(Pending pending) throws InterruptedException {
    RecordKind kind = pending.record().kind();
    Batch batch = (pending.record().json() ? json : binary).computeIfAbsent(kind, k -> new Batch());
    int bytes = pending.record().payload().length + bytesPerRecord;
    if (!batch.records.isEmpty() && batch.bytes + bytes > mostBytes) {
      send(kind, batch);
    }
    if (empty) {
      empty = false;
      oldest = System.nanoTime();
    }
    batch.records.add(pending);
    batch.bytes += bytes;
    if (batch.records.size() >= mostRecords) {
      send(kind, batch);
    }
  }

  /** How long the oldest record may still wait; not positive when it is time to flush. */
  long nanosUntilFlush(long now) {
    return empty ? Long.MAX_VALUE : oldest + config.linger().toNanos() - now;
  }

  /** Sends everything collected so far. */
  void flush() throws InterruptedException {
    for (Map<RecordKind, Batch> form : List.of(json, binary)) {
      for (Map.Entry<RecordKind, Batch> entry : form.entrySet()) {
        if (!entry.getValue().records.isEmpty()) {
          send(entry.getKey(), entry.getValue());
        }
      }
    }
    empty = true;
  }

  private void send(RecordKind kind, Batch batch) throws InterruptedException {
    List<Pending> records = batch.records;
    batch.records = new ArrayList<>(records.size());
    batch.bytes = 0;
    dispatcher.dispatch(kind, records);
  }

  private static final class Batch {
    private List<Pending> records = new ArrayList<>();
    private long bytes;
  }
}
