package io.pinflow.emulator.gateway.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinflow.emulator.gateway.api.ApiException;
import io.pinflow.emulator.gateway.api.AwsService;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * Kinesis, called as API Gateway calls it: the body goes there as the template made it, signed.
 * Nothing is tried again: the client sees each error and decides. Thread-safe.
 */
public final class KinesisService implements AwsService {

  /** As long as API Gateway waits for an integration. */
  private static final Duration TIMEOUT = Duration.ofSeconds(29);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final String TARGET = "Kinesis_20131202.";

  /** What the HTTP client writes itself, with the same values. */
  private static final Set<String> CLIENTS_OWN = Set.of("host", "content-length");

  private final URI endpoint;
  private final String region;
  private final AwsCredentialsProvider credentials;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  private KinesisService(URI endpoint, String region, AwsCredentialsProvider credentials) {
    this.endpoint = endpoint;
    this.region = region;
    this.credentials = credentials;
  }

  /**
   * Kinesis at an endpoint. Credentials come from the AWS SDK's default chain (environment,
   * profile, container, instance); a server on this machine gets ones that are no account's.
   */
  public static KinesisService at(URI endpoint, String region) {
    return new KinesisService(
        endpoint,
        region,
        isLocal(endpoint)
            ? StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))
            : DefaultCredentialsProvider.create());
  }

  private static boolean isLocal(URI endpoint) {
    try {
      return InetAddress.getByName(endpoint.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public CompletableFuture<Answer> call(String action, Map<String, String> headers, String body) {
    HttpRequest request;
    try {
      request = signed(action, headers, body);
    } catch (SdkClientException e) {
      throw ApiException.notConfigured("Kinesis cannot be called: " + e.getMessage());
    }
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString(UTF_8))
        .handle(KinesisService::answer);
  }

  private HttpRequest signed(String action, Map<String, String> headers, String body) {
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(endpoint);
    headers.forEach(unsigned::putHeader);
    unsigned.putHeader("X-Amz-Target", TARGET + action);
    SdkHttpRequest signed =
        signer
            .sign(
                request ->
                    request
                        .identity(credentials.resolveCredentials())
                        .request(unsigned.build())
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "kinesis")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
            .request();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(signed.getUri())
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8));
    signed.headers().forEach((name, values) -> copy(name, values, request));
    return request.build();
  }

  private static void copy(String name, List<String> values, HttpRequest.Builder request) {
    if (!CLIENTS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
      request.header(name, String.join(",", values));
    }
  }

  private static Answer answer(HttpResponse<String> response, Throwable failure) {
    if (failure != null) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      throw cause instanceof HttpTimeoutException timeout
              && !(timeout instanceof java.net.http.HttpConnectTimeoutException)
          ? ApiException.timeout(cause)
          : ApiException.unreachable(cause);
    }
    Map<String, String> headers = new TreeMap<>();
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return new Answer(response.statusCode(), headers, response.body());
  }
}
