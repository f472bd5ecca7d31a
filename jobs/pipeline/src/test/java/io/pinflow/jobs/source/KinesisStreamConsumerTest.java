package io.pinflow.jobs.source;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.streaming.connectors.kinesis.config.AWSConfigConstants;
import org.junit.jupiter.api.Test;

class KinesisStreamConsumerTest {

  private static final KinesisStreamConsumer.Reading REJECTED =
      () -> {
        throw new RejectedExecutionException("shut down");
      };

  private final KinesisStreamConsumer consumer = consumer();

  @Test
  void cancelledWhileItStartsItEndsWithoutAFailure() {
    consumer.cancel();
    assertThatCode(() -> consumer.untilCancelled(REJECTED)).doesNotThrowAnyException();
  }

  @Test
  void whatIsRejectedInARunningConsumerIsAFailure() {
    assertThatThrownBy(() -> consumer.untilCancelled(REJECTED))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void otherFailuresOfACancelledConsumerStayFailures() {
    consumer.cancel();
    assertThatThrownBy(
            () ->
                consumer.untilCancelled(
                    () -> {
                      throw new IllegalStateException("lost");
                    }))
        .isInstanceOf(IllegalStateException.class);
  }

  private static KinesisStreamConsumer consumer() {
    Properties properties = new Properties();
    properties.setProperty(AWSConfigConstants.AWS_REGION, "eu-west-1");
    return new KinesisStreamConsumer("streaming-pinflow-pin", null, properties);
  }
}
