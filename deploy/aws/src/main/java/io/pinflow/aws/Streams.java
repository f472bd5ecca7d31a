package io.pinflow.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kinesis.StreamEncryption;
import software.constructs.Construct;

/** The Kinesis streams, one for each kind of record, which outlive their stack. */
final class Streams extends Construct {

  private final Map<String, Stream> streams = new LinkedHashMap<>();

  Streams(Construct scope, StageSettings settings) {
    super(scope, "Streams");
    for (String name : settings.streamNames()) {
      Stream stream =
          Stream.Builder.create(this, name)
              .streamName(name)
              .streamMode(settings.streams().mode())
              .shardCount(settings.streams().shards())
              .retentionPeriod(Duration.hours(settings.streams().retentionHours()))
              .encryption(StreamEncryption.MANAGED)
              .removalPolicy(RemovalPolicy.RETAIN)
              .build();
      Reasons.at(stream)
          .except("KDS3", "Posts are public; the service's own key costs nothing a request.")
          .apply();
      streams.put(name, stream);
    }
  }

  List<String> names() {
    return List.copyOf(streams.keySet());
  }
}
