package io.pinflow.emulator.gateway.api;

import io.pinflow.emulator.gateway.exchange.Operation;
import java.util.Map;

/**
 * What stands behind a document's integrations.
 *
 * @param services AWS services by the name in their ARN, such as {@code kinesis}
 * @param httpServer answers all HTTP proxy integrations
 */
public record ApiBackends(Map<String, AwsService> services, Operation httpServer) {

  public ApiBackends {
    services = Map.copyOf(services);
  }
}
