package io.pinflow.acceptance;

import io.pinflow.testing.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The actions which requests to S3 need, after the Service Authorization Reference and the S3 API's
 * own pages. Seen from the server, so that it does not matter which client asks.
 */
final class S3Actions {

  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

  /** What a listing may be asked with. */
  private static final Set<String> LISTING =
      Set.of(
          "continuation-token",
          "delimiter",
          "encoding-type",
          "fetch-owner",
          "list-type",
          "marker",
          "max-keys",
          "prefix",
          "start-after",
          "x-id");

  private S3Actions() {}

  /** Whether the body of a request tells what it is about: the keys of many deletions. */
  static boolean keepsBody(String head) {
    return head.startsWith("POST ") && head.lines().findFirst().orElse("").contains("?delete");
  }

  /**
   * The actions of one request, whose path names the bucket first.
   *
   * @throws AssertionError if it is none that is known
   */
  static List<AskedAction> of(RecordedRequest request) {
    String path = request.path();
    int slash = path.indexOf('/', 1);
    String key = slash < 0 ? "" : path.substring(slash + 1);
    return key.isEmpty() ? onBucket(request) : onObject(request, key);
  }

  private static List<AskedAction> onBucket(RecordedRequest request) {
    Map<String, String> query = request.query();
    boolean reads = request.method().equals("GET");
    if (reads && query.keySet().equals(Set.of("location"))) {
      return List.of(new AskedAction("s3:GetBucketLocation", "bucket"));
    }
    if (reads && LISTING.containsAll(query.keySet())) {
      return List.of(listing(query.getOrDefault("prefix", "")));
    }
    if (request.method().equals("HEAD")) {
      return List.of(new AskedAction("s3:ListBucket", "bucket"));
    }
    if (request.method().equals("POST") && query.containsKey("delete")) {
      return KEY.matcher(request.body())
          .results()
          .map(key -> object("s3:DeleteObject", unescaped(key)))
          .toList();
    }
    throw unknown(request);
  }

  private static List<AskedAction> onObject(RecordedRequest request, String key) {
    Map<String, String> query = request.query();
    boolean upload = query.containsKey("uploadId");
    switch (request.method()) {
      case "GET", "HEAD" -> {
        if (upload) {
          return List.of(object("s3:ListMultipartUploadParts", key));
        }
        List<AskedAction> actions = new ArrayList<>(List.of(object("s3:GetObject", key)));
        if (request.status() == 404) {
          // Who may not list where it is missing is told 403 instead.
          actions.add(listing(key));
        }
        return actions;
      }
      case "PUT" -> {
        if (request.header("x-amz-copy-source").isPresent()) {
          throw unknown(request);
        }
        return List.of(object("s3:PutObject", key));
      }
      case "POST" -> {
        if (upload || query.containsKey("uploads")) {
          return List.of(object("s3:PutObject", key));
        }
        throw unknown(request);
      }
      case "DELETE" -> {
        return List.of(object(upload ? "s3:AbortMultipartUpload" : "s3:DeleteObject", key));
      }
      default -> throw unknown(request);
    }
  }

  private static AskedAction object(String action, String key) {
    return new AskedAction(action, "object/" + stable(key));
  }

  private static AskedAction listing(String prefix) {
    return new AskedAction("s3:ListBucket", "bucket?prefix=" + stable(prefix));
  }

  /**
   * Without ids, numbers, dates and the names of tables, topics and streams, which rights do not
   * tell apart.
   */
  private static String stable(String key) {
    return key.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "*")
        .replaceAll("\\d+", "*")
        .replaceAll("\\*([-_.]\\*)+", "*")
        .replaceAll("/lake/(?!gold(/|$))[a-z][^/]*", "/lake/*")
        .replaceAll("/lake/gold/[a-z][^/]*", "/lake/gold/*")
        .replaceAll("/raw/(_ledger/)?(topics|streams)/[^/]+", "/raw/$1$2/*");
  }

  private static String unescaped(MatchResult key) {
    return key.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private static AssertionError unknown(RecordedRequest request) {
    return new AssertionError("Which action is this? " + request);
  }
}
