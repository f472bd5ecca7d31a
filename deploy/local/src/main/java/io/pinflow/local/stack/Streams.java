package io.pinflow.local.stack;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** What the stack asks the Kinesis server itself. */
final class Streams implements AutoCloseable {

  private final KinesisClient client;

  private Streams(KinesisClient client) {
    this.client = client;
  }

  /** The server takes any credentials, but some there must be. */
  static Streams at(String endpoint) {
    return new Streams(
        KinesisClient.builder()
            .endpointOverride(URI.create(endpoint))
            .region(Region.of(Lake.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("pinflow", "pinflow")))
            .httpClient(UrlConnectionHttpClient.create())
            .build());
  }

  /** Creates the streams that are missing. */
  void create(List<String> names, int shards) {
    List<String> present = client.listStreams().streamNames();
    for (String name : names) {
      if (!present.contains(name)) {
        try {
          var unused = client.createStream(request -> request.streamName(name).shardCount(shards));
        } catch (ResourceInUseException e) {
          // Somebody else has created it meanwhile.
        }
      }
    }
  }

  /** One of the streams that cannot be used yet, if any. */
  Optional<String> notActive(List<String> names) {
    return names.stream()
        .filter(
            name ->
                client
                        .describeStreamSummary(request -> request.streamName(name))
                        .streamDescriptionSummary()
                        .streamStatus()
                    != StreamStatus.ACTIVE)
        .findFirst();
  }

  @Override
  public void close() {
    client.close();
  }
}
