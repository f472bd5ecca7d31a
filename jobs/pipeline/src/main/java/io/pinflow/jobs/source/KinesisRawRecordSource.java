package io.pinflow.jobs.source;

import static org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.DEFAULT_STREAM_TIMESTAMP_DATE_FORMAT;
import static org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.EFO_CONSUMER_NAME;
import static org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.EFO_REGISTRATION_TYPE;
import static org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.RECORD_PUBLISHER_TYPE;
import static org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.SHARD_GETITERATOR_RETRIES;
import static org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.SHARD_GETRECORDS_RETRIES;
import static org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.STREAM_INITIAL_POSITION;
import static org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.STREAM_INITIAL_TIMESTAMP;
import static org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.STREAM_TIMESTAMP_DATE_FORMAT;

import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.doctor.Check;
import io.pinflow.jobs.doctor.KinesisCheck;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.connectors.kinesis.config.AWSConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.InitialPosition;

/**
 * Reads Kinesis streams, each by an operator of its own. Positions are part of the checkpoint.
 * Shards that a split or a merge makes are found while the job runs and read from their first
 * record on.
 */
final class KinesisRawRecordSource implements RawRecordSource {

  /** Of the operator of a stream, before the stream's name. */
  static final String UID = "kinesis-source-";

  private static final String NAME = "Kinesis ";

  /** A throttled read is retried for some ten seconds before the job has to start again. */
  private static final String RETRIES = "10";

  private static final String ACCOUNT_KEYS =
      AWSConfigConstants.AWS_CREDENTIALS_PROVIDER + ".basic.";

  /** Properties which have an option of their own. */
  private static final Map<String, String> RESERVED =
      Map.of(
          AWSConfigConstants.AWS_REGION,
          "Use --kinesis-region",
          AWSConfigConstants.AWS_ENDPOINT,
          "Use --kinesis-endpoint",
          RECORD_PUBLISHER_TYPE,
          "Use --kinesis-reader",
          EFO_CONSUMER_NAME,
          "Use --kinesis-consumer-name",
          EFO_REGISTRATION_TYPE,
          "Remove it: the job registers its consumer",
          STREAM_INITIAL_POSITION,
          "Use --kinesis-start-position",
          STREAM_INITIAL_TIMESTAMP,
          "Use --kinesis-start-position",
          STREAM_TIMESTAMP_DATE_FORMAT,
          "Use --kinesis-start-position");

  private final List<String> streams;
  private final Instant start;
  private final Properties properties;

  private KinesisRawRecordSource(List<String> streams, Instant start, Properties properties) {
    this.streams = streams;
    this.start = start;
    this.properties = properties;
  }

  /**
   * Reads the source's settings, noting what is wrong with them.
   *
   * @param clock tells what {@code latest} is
   */
  static KinesisRawRecordSource read(
      SettingsReader settings, String job, List<String> streams, Clock clock) {
    Map<String, String> further = settings.entries(KinesisOptions.PROPERTIES);
    rejectReserved(settings, further);

    Properties properties = new Properties();
    properties.setProperty(AWSConfigConstants.AWS_CREDENTIALS_PROVIDER, "AUTO");
    properties.setProperty(SHARD_GETRECORDS_RETRIES, RETRIES);
    properties.setProperty(SHARD_GETITERATOR_RETRIES, RETRIES);
    properties.putAll(further);
    settings
        .find(KinesisOptions.REGION)
        .ifPresent(region -> properties.setProperty(AWSConfigConstants.AWS_REGION, region));
    settings
        .find(KinesisOptions.ENDPOINT)
        .ifPresent(url -> properties.setProperty(AWSConfigConstants.AWS_ENDPOINT, url));
    readReader(settings, job, properties);
    Optional<Instant> start = settings.get(KinesisOptions.START_POSITION).time(clock);
    InitialPosition position =
        start.isPresent() ? InitialPosition.AT_TIMESTAMP : InitialPosition.TRIM_HORIZON;
    properties.setProperty(STREAM_INITIAL_POSITION, position.name());
    properties.setProperty(STREAM_TIMESTAMP_DATE_FORMAT, DEFAULT_STREAM_TIMESTAMP_DATE_FORMAT);
    return new KinesisRawRecordSource(streams, start.orElse(null), properties);
  }

  @Override
  public List<String> streams() {
    return streams;
  }

  @Override
  public List<Check> checks() {
    return List.of(new KinesisCheck(streams, properties));
  }

  @Override
  @SuppressWarnings("deprecation") // The connector's newer source fails its tests: docs/kinesis.md.
  public DataStream<RawRecord> addTo(StreamExecutionEnvironment env) {
    return streams.stream()
        .<DataStream<RawRecord>>map(
            stream ->
                env.addSource(
                        new KinesisStreamConsumer(stream, start, properties), NAME + stream, TYPE)
                    .uid(UID + stream))
        .reduce((one, other) -> one.union(other))
        .orElseThrow(() -> new IllegalStateException("There is no stream to read"));
  }

  private static void readReader(SettingsReader settings, String job, Properties properties) {
    KinesisReader reader = settings.get(KinesisOptions.READER);
    properties.setProperty(RECORD_PUBLISHER_TYPE, reader.name());
    if (reader == KinesisReader.EFO) {
      String name = settings.find(KinesisOptions.CONSUMER_NAME).orElse("pinflow-" + job);
      properties.setProperty(EFO_CONSUMER_NAME, name);
    } else if (settings.isGiven(KinesisOptions.CONSUMER_NAME)) {
      settings.reject(
          KinesisOptions.CONSUMER_NAME,
          "is given, but polling needs no consumer",
          "Remove it, or give --" + KinesisOptions.READER.key() + " efo");
    }
  }

  private static void rejectReserved(SettingsReader settings, Map<String, String> further) {
    further
        .keySet()
        .forEach(
            name -> {
              if (RESERVED.containsKey(name)) {
                settings.rejectEntry(
                    KinesisOptions.PROPERTIES, name, "is set by the job", RESERVED.get(name));
              } else if (name.startsWith(ACCOUNT_KEYS)) {
                settings.rejectEntry(
                    KinesisOptions.PROPERTIES,
                    name,
                    "would put a key of an account into the job's settings",
                    "Give keys by the environment, a profile or a role");
              }
            });
  }
}
