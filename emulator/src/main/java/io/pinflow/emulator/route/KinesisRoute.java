package io.pinflow.emulator.route;

import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * Puts records into Kinesis streams with the AWS SDK, any payload byte for byte. A record counts as
 * acknowledged when Kinesis answers with its sequence number; those that Kinesis refuses of a
 * request are told one by one.
 */
public final class KinesisRoute implements Route {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  private final KinesisClient client;
  private final StreamNames streams;
  private final PartitionKeys keys = new PartitionKeys();
  private final ExecutorService requests;

  private KinesisRoute(KinesisClient client, StreamNames streams, ExecutorService requests) {
    this.client = client;
    this.streams = streams;
    this.requests = requests;
  }

  /** Creates a route; nothing is connected before the first request. */
  public static KinesisRoute create(KinesisTarget target, StreamNames streams) {
    KinesisClientBuilder builder =
        KinesisClient.builder()
            .region(Region.of(target.region()))
            .credentialsProvider(target.credentials())
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(REQUEST_TIMEOUT))
            // Retrying is the emulator's, which counts and bounds it.
            .overrideConfiguration(
                configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()));
    target.endpoint().ifPresent(builder::endpointOverride);
    ExecutorService requests =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "emulator-kinesis");
              thread.setDaemon(true);
              return thread;
            });
    return new KinesisRoute(builder.build(), streams, requests);
  }

  @Override
  public CompletableFuture<List<SendResult>> send(RecordKind kind, List<PostRecord> records) {
    return CompletableFuture.supplyAsync(() -> put(streams.stream(kind), records), requests);
  }

  private List<SendResult> put(String stream, List<PostRecord> records) {
    List<PutRecordsRequestEntry> entries = new ArrayList<>(records.size());
    for (PostRecord record : records) {
      entries.add(
          PutRecordsRequestEntry.builder()
              .data(SdkBytes.fromByteArrayUnsafe(record.payload()))
              .partitionKey(keys.keyOf(record))
              .build());
    }
    try {
      PutRecordsResponse response =
          client.putRecords(request -> request.streamName(stream).records(entries));
      if (response.records().size() != records.size()) {
        return all(
            new SendResult.Retriable(
                response.records().size() + " results for " + records.size() + " records"),
            records.size());
      }
      return response.records().stream().map(KinesisRoute::result).toList();
    } catch (AwsServiceException e) {
      String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
      String reason = "PutRecords to " + stream + " answered " + e.statusCode() + " " + code;
      String message = e.awsErrorDetails() == null ? "" : ": " + e.awsErrorDetails().errorMessage();
      return all(
          KinesisFailures.result(e.statusCode(), code == null ? "" : code, reason + message),
          records.size());
    } catch (SdkException e) {
      return all(
          new SendResult.Retriable(
              "PutRecords to " + stream + " was not answered: " + e.getMessage()),
          records.size());
    }
  }

  private static SendResult result(PutRecordsResultEntry entry) {
    return entry.errorCode() == null && entry.sequenceNumber() != null
        ? new SendResult.Acknowledged(entry.shardId(), new BigInteger(entry.sequenceNumber()))
        : new SendResult.Retriable(entry.errorCode() + ": " + entry.errorMessage());
  }

  private static List<SendResult> all(SendResult result, int records) {
    return Collections.nCopies(records, result);
  }

  @Override
  public String destination(RecordKind kind) {
    return streams.stream(kind);
  }

  @Override
  public RequestLimits limits() {
    return KinesisLimits.PUT_RECORDS;
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    requests.shutdownNow();
    client.close();
  }
}
