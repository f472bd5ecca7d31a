package io.pinflow.emulator.gateway.kinesis;

import io.pinflow.emulator.gateway.api.ApiException;
import io.pinflow.emulator.gateway.api.AwsService;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Stands where no Kinesis is configured, and says so. */
public final class MissingKinesis implements AwsService {

  @Override
  public CompletableFuture<Answer> call(String action, Map<String, String> headers, String body) {
    return CompletableFuture.failedFuture(
        ApiException.notConfigured(
            "Kinesis is not configured: start the gateway with --kinesis-endpoint URL (and --region"
                + " NAME)"));
  }
}
