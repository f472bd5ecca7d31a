package io.pinflow.emulator.gateway.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with variables, such as {@code /topics/{topic}}, or {@code /topics/{proxy+}} where the
 * last takes everything that is left. Immutable.
 */
public final class PathTemplate {

  /** The most specific one first: literal segments before variables, greedy variables last. */
  public static final Comparator<PathTemplate> MOST_SPECIFIC_FIRST =
      Comparator.comparing(PathTemplate::rank);

  private final String text;
  private final List<String> segments;

  private PathTemplate(String text) {
    this.text = text;
    this.segments = segments(text);
  }

  public static PathTemplate of(String text) {
    return new PathTemplate(text);
  }

  /** The variables' values, still encoded, where a path is one of the template's. */
  public Optional<Map<String, String>> match(String path) {
    List<String> actual = segments(path);
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (i >= actual.size() || actual.get(i).isEmpty()) {
        return Optional.empty();
      }
      if (isGreedy(segment)) {
        values.put(
            segment.substring(1, segment.length() - 2),
            String.join("/", actual.subList(i, actual.size())));
        return Optional.of(values);
      }
      if (isVariable(segment)) {
        values.put(segment.substring(1, segment.length() - 1), actual.get(i));
      } else if (!segment.equals(decode(actual.get(i)))) {
        return Optional.empty();
      }
    }
    return segments.size() == actual.size() ? Optional.of(values) : Optional.empty();
  }

  /** Percent-decodes a segment; a plus is a plus. Malformed escapes stay as they are. */
  public static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }

  @Override
  public String toString() {
    return text;
  }

  /** A trailing slash makes no difference. */
  private static List<String> segments(String path) {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return List.of(trimmed.substring(trimmed.startsWith("/") ? 1 : 0).split("/", -1));
  }

  private String rank() {
    StringBuilder rank = new StringBuilder();
    for (String segment : segments) {
      rank.append(isGreedy(segment) ? '2' : isVariable(segment) ? '1' : '0');
    }
    return rank.toString();
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static boolean isGreedy(String segment) {
    return isVariable(segment) && segment.endsWith("+}");
  }
}
