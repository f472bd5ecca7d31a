package io.pinflow.emulator.producer;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The producer settings which acknowledged records rest on: {@code acks=all} and idempotence, so
 * that the client's own retries neither lose nor repeat a record.
 *
 * <p>One request at a time is under way to a broker. Of several, a partition that is just being
 * made can refuse the first and take the second; no retry of the first ever succeeds then, and it
 * fails when its delivery times out (KAFKA-15591).
 */
public final class DeliveryGuarantee {

  public static final Map<String, Object> SETTINGS =
      Map.of(
          ProducerConfig.ACKS_CONFIG,
          "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          true,
          ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
          1);

  private DeliveryGuarantee() {}
}
