package io.pinflow.jobs.source;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.kinesis.shaded.com.amazonaws.http.IdleConnectionReaper;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.AmazonKinesis;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.DescribeStreamSummaryRequest;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.LimitExceededException;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.ResourceNotFoundException;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants.EFORegistrationType;
import org.apache.flink.streaming.connectors.kinesis.util.AWSUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink's consumer, for one stream, with five things it lacks.
 *
 * <ul>
 *   <li>It waits for a stream which does not exist yet.
 *   <li>The time it was to start at is part of its state. Without that, shards which had no record
 *       before a savepoint would start at the time the restored job was submitted, and what came in
 *       between would be lost.
 *   <li>For enhanced fan-out it registers its consumer, or takes the one of that name there is, and
 *       leaves it registered. Were it deregistered at each end of a task, a task that starts again
 *       would race for it with those which end.
 *   <li>It can be stopped with a savepoint while it starts.
 *   <li>It leaves no thread behind, which would keep the classes of a job that has ended.
 * </ul>
 */
final class KinesisStreamConsumer extends FlinkKinesisConsumer<RawRecord> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(KinesisStreamConsumer.class);
  private static final Set<String> READABLE = Set.of("ACTIVE", "UPDATING");
  private static final String START_STATE = "start-time";

  private static final Duration REGISTRATION_INTERVAL = Duration.ofSeconds(1);

  private final String stream;

  /** The very object which the consumer itself reads. */
  private final Properties properties;

  private Instant start;
  private boolean cancelled;
  private transient ListState<Long> startState;

  /**
   * A consumer.
   *
   * @param start the arrival time to start at; null to start with the first record there is
   */
  KinesisStreamConsumer(String stream, Instant start, Properties properties) {
    this(stream, start, ownProperties(stream, start, properties), new KinesisRecordDeserializer());
  }

  private KinesisStreamConsumer(
      String stream, Instant start, Properties own, KinesisRecordDeserializer deserializer) {
    super(List.of(stream), deserializer, own);
    this.stream = stream;
    this.start = start;
    this.properties = own;
  }

  /** Flink's consumer closes no client, and the first one of a job starts a thread for all. */
  @Override
  public void open(Configuration configuration) throws Exception {
    super.open(configuration);
    getRuntimeContext()
        .registerUserCodeClassLoaderReleaseHookIfAbsent(
            IdleConnectionReaper.class.getName(), IdleConnectionReaper::shutdown);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    super.initializeState(context);
    startState =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>(START_STATE, Types.LONG));
    for (Long millis : startState.get()) {
      start = Instant.ofEpochMilli(millis);
      properties.setProperty(ConsumerConfigConstants.STREAM_INITIAL_TIMESTAMP, text(start));
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    super.snapshotState(context);
    startState.update(start == null ? List.of() : List.of(start.toEpochMilli()));
  }

  @Override
  public void run(SourceContext<RawRecord> context) throws Exception {
    if (awaitStream()) {
      untilCancelled(() -> super.run(context));
    }
  }

  /**
   * Runs what reads until it is cancelled. The consumer is ended by shutting its threads down; one
   * that has just started still hands work to them then, which is no failure: a stop with a
   * savepoint would fail by it.
   */
  void untilCancelled(Reading reading) throws Exception {
    try {
      reading.run();
    } catch (RejectedExecutionException e) {
      if (!isCancelled()) {
        throw e;
      }
      LOG.info("The consumer of stream {} was ended while it started", stream);
    }
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Reads until it is cancelled. */
  interface Reading {
    void run() throws Exception;
  }

  @Override
  public void cancel() {
    synchronized (this) {
      cancelled = true;
      notifyAll();
    }
    super.cancel();
  }

  /** Returns true when there is the stream, and false when the job is ended before. */
  private boolean awaitStream() throws InterruptedException {
    Duration interval = discoveryInterval();
    AmazonKinesis kinesis = AWSUtil.createKinesisClient(properties);
    try {
      for (boolean told = false; !isReadable(kinesis); told = true) {
        if (!told) {
          LOG.warn(
              "The Kinesis stream {} does not exist yet or is not active: it is looked for every {} ms",
              stream,
              interval.toMillis());
        }
        if (isCancelledWithin(interval)) {
          return false;
        }
      }
      return !isFannedOut() || awaitConsumer(kinesis);
    } finally {
      kinesis.shutdown();
    }
  }

  private boolean isFannedOut() {
    return properties.containsKey(ConsumerConfigConstants.EFO_CONSUMER_NAME);
  }

  /** Returns true when the consumer can subscribe, and false when the job is ended before. */
  private boolean awaitConsumer(AmazonKinesis kinesis) throws InterruptedException {
    StreamConsumerRegistration registration =
        new StreamConsumerRegistration(
            kinesis, stream, properties.getProperty(ConsumerConfigConstants.EFO_CONSUMER_NAME));
    Optional<String> arn = registration.activeArn();
    while (arn.isEmpty()) {
      if (isCancelledWithin(REGISTRATION_INTERVAL)) {
        return false;
      }
      arn = registration.activeArn();
    }
    properties.setProperty(arnProperty(stream), arn.get());
    return true;
  }

  private boolean isReadable(AmazonKinesis kinesis) {
    try {
      String status =
          kinesis
              .describeStreamSummary(new DescribeStreamSummaryRequest().withStreamName(stream))
              .getStreamDescriptionSummary()
              .getStreamStatus();
      return READABLE.contains(status);
    } catch (ResourceNotFoundException | LimitExceededException e) {
      // The limit is one of the account: many subtasks asking at once may meet it.
      return false;
    }
  }

  private synchronized boolean isCancelledWithin(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toMillis(); !cancelled && left > 0; ) {
      wait(left);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
    return cancelled;
  }

  private Duration discoveryInterval() {
    String millis = properties.getProperty(ConsumerConfigConstants.SHARD_DISCOVERY_INTERVAL_MILLIS);
    return Duration.ofMillis(
        millis == null
            ? ConsumerConfigConstants.DEFAULT_SHARD_DISCOVERY_INTERVAL_MILLIS
            : Long.parseLong(millis));
  }

  private static Properties ownProperties(String stream, Instant start, Properties properties) {
    Properties own = new Properties();
    own.putAll(properties);
    if (start != null) {
      own.setProperty(ConsumerConfigConstants.STREAM_INITIAL_TIMESTAMP, text(start));
    }
    if (own.containsKey(ConsumerConfigConstants.EFO_CONSUMER_NAME)) {
      own.setProperty(
          ConsumerConfigConstants.EFO_REGISTRATION_TYPE, EFORegistrationType.NONE.name());
      own.setProperty(arnProperty(stream), "known when the job runs");
    }
    return own;
  }

  private static String arnProperty(String stream) {
    return ConsumerConfigConstants.EFO_CONSUMER_ARN_PREFIX + '.' + stream;
  }

  private static String text(Instant time) {
    return DateTimeFormatter.ofPattern(
            ConsumerConfigConstants.DEFAULT_STREAM_TIMESTAMP_DATE_FORMAT, Locale.ROOT)
        .format(time.atOffset(ZoneOffset.UTC));
  }
}
