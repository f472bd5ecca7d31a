package io.pinflow.emulator.route;

import io.pinflow.emulator.secret.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Sends requests to the REST API, with its key where one is needed. Thread-safe. */
final class RestClient {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** Longer than a gateway waits for what is behind it, so that its own answer arrives. */
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(90);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final URI root;
  private final Optional<Secret> apiKey;

  RestClient(URI root, Optional<Secret> apiKey) {
    String text = root.toString();
    this.root = text.endsWith("/") ? root : URI.create(text + "/");
    this.apiKey = apiKey;
  }

  /**
   * The address of a path, which is relative to the API's own: that may end in a stage's name.
   *
   * @param path without a slash at its start
   */
  URI uri(String path) {
    return root.resolve(path);
  }

  CompletableFuture<HttpResponse<byte[]>> send(
      String method, URI uri, String contentType, String accept, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(REQUEST_TIMEOUT)
            .header("Content-Type", contentType)
            .header("Accept", accept)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    apiKey.ifPresent(key -> request.header("x-api-key", key.reveal()));
    return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Why a request was not answered, in few words. */
  static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
