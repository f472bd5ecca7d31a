package io.pinflow.jobs.source;

import java.util.Optional;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.AmazonKinesis;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.ConsumerDescription;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.DescribeStreamConsumerRequest;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.DescribeStreamSummaryRequest;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.LimitExceededException;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.RegisterStreamConsumerRequest;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.ResourceInUseException;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.ResourceNotFoundException;

/**
 * The registration of a stream's consumer for enhanced fan-out. Every subtask may ask for it: one
 * of them registers it, the others find it.
 */
final class StreamConsumerRegistration {

  private static final String ACTIVE = "ACTIVE";

  private final AmazonKinesis kinesis;
  private final String stream;
  private final String consumer;
  private String streamArn;

  StreamConsumerRegistration(AmazonKinesis kinesis, String stream, String consumer) {
    this.kinesis = kinesis;
    this.stream = stream;
    this.consumer = consumer;
  }

  /** The consumer's ARN, once it can subscribe. As long as it is empty, ask again. */
  Optional<String> activeArn() {
    try {
      ConsumerDescription found = describe();
      return ACTIVE.equals(found.getConsumerStatus())
          ? Optional.of(found.getConsumerARN())
          : Optional.empty();
    } catch (ResourceNotFoundException e) {
      register();
      return Optional.empty();
    } catch (LimitExceededException e) {
      return Optional.empty();
    }
  }

  private ConsumerDescription describe() {
    return kinesis
        .describeStreamConsumer(
            new DescribeStreamConsumerRequest()
                .withStreamARN(streamArn())
                .withConsumerName(consumer))
        .getConsumerDescription();
  }

  private void register() {
    try {
      kinesis.registerStreamConsumer(
          new RegisterStreamConsumerRequest()
              .withStreamARN(streamArn())
              .withConsumerName(consumer));
    } catch (ResourceInUseException | LimitExceededException e) {
      // Another subtask was first, or several consumers are being made at this moment.
    }
  }

  private String streamArn() {
    if (streamArn == null) {
      streamArn =
          kinesis
              .describeStreamSummary(new DescribeStreamSummaryRequest().withStreamName(stream))
              .getStreamDescriptionSummary()
              .getStreamARN();
    }
    return streamArn;
  }
}
