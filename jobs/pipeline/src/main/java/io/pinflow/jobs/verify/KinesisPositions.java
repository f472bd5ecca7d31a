package io.pinflow.jobs.verify;

import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.source.KinesisOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.AmazonKinesis;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.ExpiredIteratorException;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.GetRecordsRequest;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.GetRecordsResult;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.GetShardIteratorRequest;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.ListShardsRequest;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.ListShardsResult;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.ProvisionedThroughputExceededException;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.Record;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.ResourceNotFoundException;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.Shard;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.ShardIteratorType;
import org.apache.flink.streaming.connectors.kinesis.config.AWSConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.util.AWSUtil;

/** The sequence numbers which Kinesis streams hold. */
final class KinesisPositions implements HeldPositions {

  /** A shard may be asked five times a second by all its readers. */
  private static final Duration THROTTLED = Duration.ofSeconds(1);

  private final Properties properties;
  private final List<String> streams;

  private KinesisPositions(Properties properties, List<String> streams) {
    this.properties = properties;
    this.streams = streams;
  }

  static KinesisPositions of(SettingsReader settings) {
    Properties properties = new Properties();
    properties.setProperty(AWSConfigConstants.AWS_CREDENTIALS_PROVIDER, "AUTO");
    settings
        .find(KinesisOptions.REGION)
        .ifPresent(region -> properties.setProperty(AWSConfigConstants.AWS_REGION, region));
    settings
        .find(KinesisOptions.ENDPOINT)
        .ifPresent(url -> properties.setProperty(AWSConfigConstants.AWS_ENDPOINT, url));
    return new KinesisPositions(properties, settings.get(KinesisOptions.STREAMS));
  }

  @Override
  public void read(Findings findings) {
    AmazonKinesis kinesis = AWSUtil.createKinesisClient(properties);
    try {
      for (String stream : streams) {
        for (String shard : shards(kinesis, stream)) {
          SourceName source = SourceName.of("kinesis://" + stream + '/' + shard).orElse(null);
          if (source != null) {
            read(kinesis, stream, shard, source, findings);
          }
        }
      }
    } finally {
      kinesis.shutdown();
    }
  }

  private static List<String> shards(AmazonKinesis kinesis, String stream) {
    List<String> ids = new ArrayList<>();
    ListShardsRequest request = new ListShardsRequest().withStreamName(stream);
    try {
      while (request != null) {
        ListShardsResult answer = kinesis.listShards(request);
        for (Shard shard : answer.getShards()) {
          ids.add(shard.getShardId());
        }
        request =
            answer.getNextToken() == null
                ? null
                : new ListShardsRequest().withNextToken(answer.getNextToken());
      }
    } catch (ResourceNotFoundException e) {
      return List.of();
    }
    return ids;
  }

  private static void read(
      AmazonKinesis kinesis, String stream, String shard, SourceName source, Findings findings) {
    String iterator = iterator(kinesis, stream, shard, null);
    String last = null;
    while (iterator != null) {
      try {
        GetRecordsResult answer =
            kinesis.getRecords(new GetRecordsRequest().withShardIterator(iterator));
        for (Record record : answer.getRecords()) {
          last = record.getSequenceNumber();
          findings.add(source, last, Fact.HELD);
        }
        boolean atEnd = answer.getRecords().isEmpty() && answer.getMillisBehindLatest() == 0;
        iterator = atEnd ? null : answer.getNextShardIterator();
      } catch (ExpiredIteratorException e) {
        iterator = iterator(kinesis, stream, shard, last);
      } catch (ProvisionedThroughputExceededException e) {
        Pause.of(THROTTLED);
      }
    }
  }

  /**
   * @param last the last record read; null to begin with the oldest
   */
  private static String iterator(AmazonKinesis kinesis, String stream, String shard, String last) {
    GetShardIteratorRequest request =
        new GetShardIteratorRequest().withStreamName(stream).withShardId(shard);
    request =
        last == null
            ? request.withShardIteratorType(ShardIteratorType.TRIM_HORIZON)
            : request
                .withShardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                .withStartingSequenceNumber(last);
    return kinesis.getShardIterator(request).getShardIterator();
  }
}
