package io.pinflow.jobs.config;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.TimeUtils;

/**
 * How the text of a setting becomes a value, and how that form is called in messages and in the
 * reference.
 *
 * @param <T> the value
 */
public final class ValueType<T> {

  public static final ValueType<String> TEXT = new ValueType<>("text", text -> text);

  /** Comma-separated; blanks around an element are dropped, empty elements are refused. */
  public static final ValueType<List<String>> LIST =
      new ValueType<>("comma-separated list", ValueType::parseList);

  public static final ValueType<Integer> INTEGER =
      new ValueType<>("whole number", ValueType::parseInteger);

  public static final ValueType<Boolean> BOOLEAN =
      new ValueType<>("`true` or `false`", ValueType::parseBoolean);

  public static final ValueType<Duration> DURATION =
      new ValueType<>("duration such as `30 s`, `10 min` or `1 d`", ValueType::parseDuration);

  /** A duration, or {@code off}, which is {@link Duration#ZERO}. */
  public static final ValueType<Duration> DURATION_OR_OFF =
      new ValueType<>(
          "duration such as `10 min` or `1 d`, or `off`",
          text -> text.equalsIgnoreCase("off") ? Duration.ZERO : parseDuration(text));

  public static final ValueType<MemorySize> MEMORY_SIZE =
      new ValueType<>("size such as `512 kb` or `128 mb`", ValueType::parseMemorySize);

  public static final ValueType<Instant> TIME =
      new ValueType<>("time such as `2024-01-31T12:00:00Z`", ValueType::parseTime);

  /** A day of the calendar; {@code yesterday} is the day before the present one, in UTC. */
  public static final ValueType<LocalDate> DAY =
      new ValueType<>("day such as `2024-01-31`, or `yesterday`", ValueType::parseDay);

  public static final ValueType<Double> SHARE =
      new ValueType<>("number from 0 to 1", ValueType::parseShare);

  /** A folder's URI, without a slash at its end. An absolute path is one of the local disk. */
  public static final ValueType<String> FOLDER =
      new ValueType<>("folder such as `s3://bucket/folder` or `/folder`", ValueType::parseFolder);

  private final String form;
  private final Function<String, T> parser;

  private ValueType(String form, Function<String, T> parser) {
    this.form = form;
    this.parser = parser;
  }

  /**
   * A type of its own.
   *
   * @param form completes "give a ..."
   * @param parser throws {@link IllegalArgumentException} with the reason where the text is no such
   *     value
   */
  public static <T> ValueType<T> of(String form, Function<String, T> parser) {
    return new ValueType<>(form, parser);
  }

  /** The lower-case names of an enum's constants, with hyphens for underscores. */
  public static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    String names =
        constants.stream().map(c -> '`' + nameOf(c) + '`').collect(Collectors.joining(", "));
    return new ValueType<>(
        "one of " + names,
        text ->
            constants.stream()
                .filter(c -> nameOf(c).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is not " + names)));
  }

  /**
   * A comma-separated list of values of a type of its own.
   *
   * @param elements completes "a list of ..."
   * @param parser throws {@link IllegalArgumentException} with the reason where an element is no
   *     such value
   */
  public static <E> ValueType<List<E>> listOf(String elements, Function<String, E> parser) {
    return new ValueType<>(
        "comma-separated list of " + elements,
        text -> parseList(text).stream().map(parser).collect(Collectors.toUnmodifiableList()));
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException with the reason, without the value
   */
  public T parse(String text) {
    return parser.apply(text);
  }

  String form() {
    return form;
  }

  /** A value as a user would write it. */
  static String show(Object value) {
    if (value instanceof Enum) {
      return nameOf((Enum<?>) value);
    }
    if (value instanceof Duration) {
      Duration duration = (Duration) value;
      return duration.isZero() ? "off" : TimeUtils.formatWithHighestUnit(duration);
    }
    if (value instanceof List) {
      return ((List<?>) value).stream().map(ValueType::show).collect(Collectors.joining(","));
    }
    return String.valueOf(value);
  }

  private static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> parseList(String text) {
    List<String> elements = new ArrayList<>();
    for (String element : text.split(",", -1)) {
      if (element.isBlank()) {
        throw new IllegalArgumentException("has an empty element");
      }
      elements.add(element.trim());
    }
    return List.copyOf(elements);
  }

  private static Integer parseInteger(String text) {
    try {
      return Integer.valueOf(text.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is not a whole number", e);
    }
  }

  private static Boolean parseBoolean(String text) {
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw new IllegalArgumentException("is neither `true` nor `false`");
  }

  private static Duration parseDuration(String text) {
    if (text.isBlank() || Character.isDigit(text.charAt(text.length() - 1))) {
      throw new IllegalArgumentException("has no unit of time");
    }
    try {
      return TimeUtils.parseDuration(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException("is not a duration", e);
    }
  }

  private static String parseFolder(String text) {
    URI uri;
    try {
      uri = new Path(text).toUri();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is no URI", e);
    }
    if (uri.getScheme() == null && !text.startsWith("/")) {
      throw new IllegalArgumentException(
          "is a relative path, which differs from machine to machine");
    }
    String folder = uri.getScheme() == null ? "file://" + text : text;
    return folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
  }

  private static Instant parseTime(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("is no ISO-8601 time with a zone", e);
    }
  }

  private static LocalDate parseDay(String text) {
    if (text.equalsIgnoreCase("yesterday")) {
      return LocalDate.now(ZoneOffset.UTC).minusDays(1);
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("is no day", e);
    }
  }

  private static Double parseShare(String text) {
    double share;
    try {
      share = Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is no number", e);
    }
    if (share >= 0 && share <= 1) {
      return share;
    }
    throw new IllegalArgumentException("is not from 0 to 1");
  }

  private static MemorySize parseMemorySize(String text) {
    try {
      return MemorySize.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is not a size", e);
    }
  }
}
