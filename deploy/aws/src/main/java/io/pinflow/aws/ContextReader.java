package io.pinflow.aws;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads one object of {@code cdk.json}. Every error names the path of the value; {@link #finish}
 * refuses what was not asked for, so that a misspelt setting is no silent default.
 */
final class ContextReader {

  private final String path;
  private final Map<?, ?> values;
  private final Set<String> known = new HashSet<>();

  private ContextReader(String path, Map<?, ?> values) {
    this.path = path;
    this.values = values;
  }

  /** Reads the value at a path, which must be an object. */
  static ContextReader of(String path, Object value) {
    if (value == null) {
      throw SettingsException.missing(path, "an object");
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw SettingsException.wrong(path, value, "an object");
    }
    return new ContextReader(path, map);
  }

  List<String> names() {
    return values.keySet().stream().map(String::valueOf).toList();
  }

  ContextReader object(String name) {
    return of(path(name), value(name));
  }

  String text(String name, String pattern, String form) {
    String text = String.valueOf(required(name, form));
    if (!text.matches(pattern)) {
      throw SettingsException.wrong(path(name), text, form);
    }
    return text;
  }

  Optional<String> optionalText(String name, String pattern, String form) {
    return value(name) == null ? Optional.empty() : Optional.of(text(name, pattern, form));
  }

  boolean flag(String name) {
    String form = "true or false";
    Object value = required(name, form);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw SettingsException.wrong(path(name), value, form);
  }

  int number(String name, int least, int most) {
    String form = "a whole number from " + least + " to " + most;
    Object value = required(name, form);
    if (value instanceof Number number
        && number.doubleValue() == number.intValue()
        && number.intValue() >= least
        && number.intValue() <= most) {
      return number.intValue();
    }
    throw SettingsException.wrong(path(name), value, form);
  }

  <E extends Enum<E>> E choice(String name, Class<E> type) {
    String form = "one of " + List.of(type.getEnumConstants());
    Object value = required(name, form);
    for (E choice : type.getEnumConstants()) {
      if (choice.toString().equals(value)) {
        return choice;
      }
    }
    throw SettingsException.wrong(path(name), value, form);
  }

  List<String> texts(String name, int least, String form) {
    Object value = required(name, form);
    if (value instanceof List<?> list && list.size() >= least) {
      return list.stream().map(String::valueOf).toList();
    }
    throw SettingsException.wrong(path(name), value, form);
  }

  /**
   * To be called when all is read.
   *
   * @throws SettingsException for a name that nobody asked for
   */
  void finish() {
    for (String name : names()) {
      if (!known.contains(name)) {
        throw SettingsException.unknown(path(name), new TreeSet<>(known));
      }
    }
  }

  private Object required(String name, String form) {
    Object value = value(name);
    if (value == null) {
      throw SettingsException.missing(path(name), form);
    }
    return value;
  }

  private Object value(String name) {
    known.add(name);
    return values.get(name);
  }

  private String path(String name) {
    return path + '.' + name;
  }
}
