package io.pinflow.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request which has passed a {@link HttpGate}, and how the server answered it. */
public final class RecordedRequest {

  private final String head;
  private final byte[] body;
  private final int status;

  RecordedRequest(String head, byte[] body, int status) {
    this.head = head;
    this.body = body;
    this.status = status;
  }

  /** Such as {@code GET}. */
  public String method() {
    return head.substring(0, head.indexOf(' '));
  }

  /** Without the query, decoded. */
  public String path() {
    String target = target();
    int query = target.indexOf('?');
    return decoded(query < 0 ? target : target.substring(0, query));
  }

  /** Decoded; the value of a parameter that has none is empty. */
  public Map<String, String> query() {
    Map<String, String> parameters = new TreeMap<>();
    String target = target();
    int query = target.indexOf('?');
    if (query >= 0) {
      for (String parameter : target.substring(query + 1).split("&")) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        // In a query, unlike a path, a plus sign stands for a space.
        String value = equals < 0 ? "" : parameter.substring(equals + 1).replace("+", "%20");
        parameters.put(decoded(name), decoded(value));
      }
    }
    return parameters;
  }

  /** The first header of this name, in any case. */
  public Optional<String> header(String name) {
    String wanted = name.toLowerCase(Locale.ROOT) + ":";
    return head.lines()
        .skip(1)
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(wanted))
        .map(line -> line.substring(wanted.length()).trim())
        .findFirst();
  }

  /** Byte for byte as characters, if the gate was told to keep it; else empty. */
  public String body() {
    return new String(body, ISO_8859_1);
  }

  /** Such as 404. */
  public int status() {
    return status;
  }

  /** The request line and the status, for messages. */
  @Override
  public String toString() {
    return head.lines().findFirst().orElse("") + " -> " + status;
  }

  private String target() {
    return head.split(" ", 3)[1];
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }
}
