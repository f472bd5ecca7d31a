package io.pinflow.local.chaos;

import io.pinflow.emulator.route.RequestLimits;
import io.pinflow.emulator.route.Route;
import io.pinflow.emulator.route.SendResult;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Another route, remembering what is sent by it and what is acknowledged. */
final class RecordingRoute implements Route {

  private final Route route;
  private final SentRecords sent;

  RecordingRoute(Route route, SentRecords sent) {
    this.route = route;
    this.sent = sent;
  }

  @Override
  public CompletableFuture<List<SendResult>> send(RecordKind kind, List<PostRecord> records) {
    records.forEach(sent::sent);
    return route
        .send(kind, records)
        .thenApply(
            results -> {
              // One result for a whole request says that it was refused.
              for (int i = 0; i < results.size(); i++) {
                if (results.get(i) instanceof SendResult.Acknowledged) {
                  sent.acknowledged(records.get(i));
                }
              }
              return results;
            });
  }

  @Override
  public RequestLimits limits() {
    return route.limits();
  }

  @Override
  public String destination(RecordKind kind) {
    return route.destination(kind);
  }

  @Override
  public void close() {
    route.close();
  }
}
