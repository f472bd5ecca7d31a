package io.pinflow.emulator.route;

import io.pinflow.emulator.secret.Secret;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Posts to Kinesis streams through the REST API: {@code PUT /streams/<stream>/records} with {@code
 * {"records":[{"data":...,"partition-key":"..."}]}}.
 *
 * <p>JSON payloads are embedded as they are, others as a string; what is not even UTF-8 the API
 * cannot carry, and it is reported as refused. A record counts as acknowledged when the API answers
 * with its sequence number.
 */
public final class RestKinesisRoute implements Route {

  private static final String JSON = "application/json";

  private final RestClient client;
  private final StreamNames streams;
  private final PartitionKeys keys = new PartitionKeys();
  private final PutRecordsAnswers answers = new PutRecordsAnswers();

  /**
   * Creates a route; nothing is connected before the first request.
   *
   * @param gateway the API's address, with its stage if it has one, such as {@code
   *     http://127.0.0.1:8082}
   */
  public RestKinesisRoute(URI gateway, StreamNames streams, Optional<Secret> apiKey) {
    this.client = new RestClient(gateway, apiKey);
    this.streams = streams;
  }

  @Override
  public CompletableFuture<List<SendResult>> send(RecordKind kind, List<PostRecord> records) {
    URI uri = client.uri("streams/" + streams.stream(kind) + "/records");
    Optional<byte[]> body = PutRecordsBody.of(records, keys);
    if (body.isEmpty()) {
      SendResult refused =
          new SendResult.BatchRejected("neither JSON nor UTF-8, which the REST API cannot carry");
      return CompletableFuture.completedFuture(Collections.nCopies(records.size(), refused));
    }
    return client
        .send("PUT", uri, JSON, JSON, body.get())
        .handle(
            (response, failure) ->
                failure == null
                    ? answers.results(uri, response, records.size())
                    : answers.unanswered(uri, failure, records.size()));
  }

  @Override
  public String destination(RecordKind kind) {
    return streams.stream(kind);
  }

  @Override
  public RequestLimits limits() {
    return KinesisLimits.PUT_RECORDS;
  }

  @Override
  public void close() {
    // The client's threads and connections end with the last reference to it.
  }
}
