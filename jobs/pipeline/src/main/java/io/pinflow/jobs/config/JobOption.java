package io.pinflow.jobs.config;

import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.BlockElement;
import org.apache.flink.configuration.description.TextElement;

/**
 * One setting of a job: a Flink option with the way its text is read and what a value must satisfy.
 *
 * @param <T> the value
 */
public final class JobOption<T> {

  private final ConfigOption<?> option;
  private final ValueType<T> type;
  private final T defaultValue;
  private final boolean required;
  private final Check<T> check;

  private JobOption(
      ConfigOption<?> option, ValueType<T> type, T defaultValue, boolean required, Check<T> check) {
    this.option = option;
    this.type = type;
    this.defaultValue = defaultValue;
    this.required = required;
    this.check = check;
  }

  /** A setting whose value has the option's own type. */
  public static <T> JobOption<T> of(ConfigOption<T> option, ValueType<T> type) {
    return new JobOption<>(option, type, option.defaultValue(), false, null);
  }

  /** A setting whose value is made of the option's text; the default is read the same way. */
  public static <T> JobOption<T> parsed(ConfigOption<String> option, ValueType<T> type) {
    T value = option.hasDefaultValue() ? type.parse(option.defaultValue()) : null;
    return new JobOption<>(option, type, value, false, null);
  }

  /**
   * A setting of several named values. They are written as {@code --key name=value,name=value}, or
   * one by one as {@code --key.name value}, which takes any value as it is.
   */
  public static JobOption<Map<String, String>> map(ConfigOption<Map<String, String>> option) {
    return new JobOption<>(option, null, Map.of(), false, null);
  }

  /** The same setting, which must be given. */
  public JobOption<T> required() {
    return new JobOption<>(option, type, defaultValue, true, check);
  }

  /**
   * The same setting, accepting only some values.
   *
   * @param why why another value is wrong, completing the sentence "the value ..."
   */
  public JobOption<T> accepting(Predicate<T> accepted, String why) {
    return new JobOption<>(option, type, defaultValue, required, new Check<>(accepted, why));
  }

  public String key() {
    return option.key();
  }

  T defaultValue() {
    return defaultValue;
  }

  boolean isRequired() {
    return required;
  }

  boolean isMap() {
    return type == null;
  }

  /** True for the option's own key and, where it is a map, for that of one of its entries. */
  boolean owns(String key) {
    return key.equals(key()) || (isMap() && key.startsWith(key() + '.'));
  }

  /** How a value is written, to complete "give a ...". */
  String form() {
    return isMap() ? "map `name=value,...`" : type.form();
  }

  String description() {
    StringBuilder text = new StringBuilder();
    for (BlockElement block : option.description().getBlocks()) {
      text.append(((TextElement) block).getFormat());
    }
    return text.toString();
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException with the reason where it is refused
   */
  T read(String text) {
    T value = type.parse(text);
    if (check != null && !check.accepted.test(value)) {
      throw new IllegalArgumentException(check.why);
    }
    return value;
  }

  private static final class Check<T> {
    private final Predicate<T> accepted;
    private final String why;

    private Check(Predicate<T> accepted, String why) {
      this.accepted = accepted;
      this.why = why;
    }
  }
}
