package io.pinflow.emulator.gateway.api;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An AWS service to which integrations speak. Implementations are thread-safe. */
public interface AwsService {

  /**
   * An answer of a service, whether it is an error or not.
   *
   * @param headers with names in lower case
   */
  record Answer(int status, Map<String, String> headers, String body) {

    public Answer {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * Calls an action, such as {@code PutRecord}.
   *
   * @param headers to send beside those which the service needs
   * @return the answer; fails with an {@link ApiException} where there is none
   */
  CompletableFuture<Answer> call(String action, Map<String, String> headers, String body);
}
