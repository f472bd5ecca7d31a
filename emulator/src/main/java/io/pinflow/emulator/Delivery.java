package io.pinflow.emulator;

import io.pinflow.emulator.route.Route;
import io.pinflow.emulator.route.SendResult;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The delivery of one request's records: sent, sent again with growing pauses where that can help,
 * and halved where the request was refused for a record among them.
 */
final class Delivery {

  private final EmulatorConfig config;
  private final Route route;
  private final Tally tally;
  private final Dispatcher dispatcher;
  private final ScheduledExecutorService retries;
  private final RecordKind kind;
  private final long deadline;

  /** Parts of the original request which are still to get their outcome. */
  private final AtomicInteger outstanding = new AtomicInteger(1);

  Delivery(
      EmulatorConfig config,
      Route route,
      Tally tally,
      Dispatcher dispatcher,
      ScheduledExecutorService retries,
      RecordKind kind) {
    this.config = config;
    this.route = route;
    this.tally = tally;
    this.dispatcher = dispatcher;
    this.retries = retries;
    this.kind = kind;
    this.deadline = System.nanoTime() + config.retryTimeout().toNanos();
  }

  void start(List<Pending> records) {
    if (dispatcher.gaveUp()) {
      records.forEach(record -> tally.failed(record, "not sent: the route is unavailable"));
      partDone();
      return;
    }
    attempt(records, 0);
  }

  private void attempt(List<Pending> records, int retry) {
    List<PostRecord> payloads = records.stream().map(Pending::record).toList();
    var unused =
        route
            .send(kind, payloads)
            .whenComplete(
                (results, failure) -> {
                  if (failure != null) {
                    abandon(records, failure.toString());
                  } else if (results.get(0) instanceof SendResult.BatchRejected rejected) {
                    split(records, rejected.reason(), retry);
                  } else {
                    settle(records, results, retry);
                  }
                });
  }

  private void settle(List<Pending> records, List<SendResult> results, int retry) {
    List<Pending> again = new ArrayList<>();
    String reason = "";
    for (int i = 0; i < records.size(); i++) {
      SendResult result = results.get(i);
      if (result instanceof SendResult.Acknowledged acknowledged) {
        tally.acknowledged(kind, acknowledged);
        records.get(i).post().acknowledged();
      } else if (result instanceof SendResult.Retriable retriable) {
        again.add(records.get(i));
        reason = retriable.reason();
      } else if (result instanceof SendResult.Rejected rejected) {
        refuse(records.get(i), rejected.reason());
      } else {
        refuse(records.get(i), result.toString());
      }
    }
    if (again.isEmpty()) {
      partDone();
    } else {
      retry(again, reason, retry);
    }
  }

  private void retry(List<Pending> records, String reason, int retry) {
    long pause = pauseNanos(retry);
    if (System.nanoTime() + pause - deadline > 0) {
      abandon(records, "not acknowledged within " + config.retryTimeout() + ": " + reason);
      return;
    }
    tally.retried(kind, records.size());
    var unused = retries.schedule(() -> attempt(records, retry + 1), pause, TimeUnit.NANOSECONDS);
  }

  private void split(List<Pending> records, String reason, int retry) {
    if (records.size() == 1) {
      refuse(records.get(0), reason);
      partDone();
      return;
    }
    int half = records.size() / 2;
    outstanding.incrementAndGet();
    attempt(records.subList(0, half), retry);
    attempt(records.subList(half, records.size()), retry);
  }

  private void refuse(Pending record, String reason) {
    tally.failed(record, reason);
    record.post().refused();
  }

  /** The posts stay open, so that a resumed run sends them. */
  private void abandon(List<Pending> records, String reason) {
    dispatcher.giveUp();
    records.forEach(record -> tally.failed(record, reason));
    partDone();
  }

  private void partDone() {
    if (outstanding.decrementAndGet() == 0) {
      dispatcher.delivered();
    }
  }

  /** Doubles with each retry up to the largest; half of it is random, so that requests spread. */
  private long pauseNanos(int retry) {
    long most = config.maxRetryBackoff().toNanos();
    long doubled = config.retryBackoff().toNanos() << Math.min(retry, 20);
    long pause = Math.min(most, doubled);
    return pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
  }
}
