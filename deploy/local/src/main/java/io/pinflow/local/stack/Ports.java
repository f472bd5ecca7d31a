package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * The ports of one stack. They are kept in its home, so that a stack comes up again where it was; a
 * port which something else has taken meanwhile is replaced by a free one.
 */
public final class Ports {

  private final Map<Port, Integer> numbers;

  private Ports(Map<Port, Integer> numbers) {
    this.numbers = numbers;
  }

  /** Those which the parts have unless they are taken. */
  static Ports usual() {
    return choose(Map.of(), Optional.empty(), Set.of(), number -> true);
  }

  /** Free ones, none of which another stack would choose first. */
  static Ports unusual() {
    Map<Port, Integer> chosen = new EnumMap<>(Port.class);
    for (Port port : Port.values()) {
      chosen.put(port, FreePorts.any(Set.copyOf(chosen.values())));
    }
    return new Ports(chosen);
  }

  /**
   * Chooses the port of each part that is not running: what the user asked for, else what it had
   * last, else its standard one, else any free one. A running part keeps its port.
   */
  static Ports choose(
      Map<Part, Integer> requested, Optional<Ports> last, Set<Part> running, IntPredicate free) {
    Map<Port, Integer> chosen = new EnumMap<>(Port.class);
    for (Port port : Port.values()) {
      if (running.contains(port.part())) {
        last.ifPresent(known -> chosen.put(port, known.get(port)));
      }
    }
    requested.forEach((part, number) -> chosen.put(request(part, number, chosen, free), number));
    for (Port port : Port.values()) {
      if (!chosen.containsKey(port)) {
        Set<Integer> used = new HashSet<>(chosen.values());
        IntPredicate usable = number -> !used.contains(number) && free.test(number);
        Optional<Integer> before = last.map(known -> known.get(port)).filter(usable::test);
        Integer number =
            before.orElseGet(
                () ->
                    usable.test(port.standard())
                        ? Integer.valueOf(port.standard())
                        : FreePorts.any(used));
        chosen.put(port, number);
      }
    }
    return new Ports(chosen);
  }

  private static Port request(Part part, int number, Map<Port, Integer> chosen, IntPredicate free) {
    Port port = publicPort(part);
    Integer current = chosen.get(port);
    boolean usable =
        current == null ? free.test(number) && !chosen.containsValue(number) : current == number;
    if (!usable) {
      throw LocalErrors.portTaken(option(part), number);
    }
    return port;
  }

  /**
   * The ports which something else has of those that the parts had last, or else are usual.
   *
   * @param running the parts whose ports are their own
   */
  static Map<Integer, Part> taken(Optional<Ports> last, Set<Part> running, IntPredicate free) {
    Map<Integer, Part> taken = new TreeMap<>();
    for (Port port : Port.values()) {
      int number = last.map(known -> known.get(port)).orElse(port.standard());
      if (!running.contains(port.part()) && !free.test(number)) {
        taken.put(number, port.part());
      }
    }
    return taken;
  }

  /** The option with which a user asks for this part's port. */
  public static String option(Part part) {
    return part == Part.JOBMANAGER ? "--flink-port" : "--" + part.label() + "-port";
  }

  private static Port publicPort(Part part) {
    for (Port port : Port.values()) {
      if (port.part() == part) {
        return port;
      }
    }
    throw new IllegalArgumentException(part + " listens on no fixed port");
  }

  static Optional<Ports> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties stored = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      stored.load(reader);
    } catch (IOException e) {
      throw LocalErrors.io("reading " + file, e);
    }
    Map<Port, Integer> numbers = new EnumMap<>(Port.class);
    for (Port port : Port.values()) {
      String number = stored.getProperty(port.key(), "");
      numbers.put(
          port,
          number.matches("\\d{1,5}") ? Integer.valueOf(number) : Integer.valueOf(port.standard()));
    }
    return Optional.of(new Ports(numbers));
  }

  void write(Path file) {
    Properties stored = new Properties();
    numbers.forEach((port, number) -> stored.setProperty(port.key(), Integer.toString(number)));
    try (Writer writer = Files.newBufferedWriter(file)) {
      stored.store(writer, "The ports this stack listens on, all on 127.0.0.1");
    } catch (IOException e) {
      throw LocalErrors.io("writing " + file, e);
    }
  }

  /** Whether something else has taken a port of this part, which is not running. */
  boolean isTaken(Part part, IntPredicate free) {
    return numbers.entrySet().stream()
        .anyMatch(entry -> entry.getKey().part() == part && !free.test(entry.getValue()));
  }

  /** The parts which are reached elsewhere than before. */
  Set<Part> changedSince(Ports before) {
    Set<Part> changed = EnumSet.noneOf(Part.class);
    for (Port port : Port.values()) {
      if (!numbers.get(port).equals(before.numbers.get(port))) {
        changed.add(port.part());
      }
    }
    return changed;
  }

  int get(Port port) {
    return numbers.get(port);
  }

  /** What Kafka clients connect to. */
  public String kafka() {
    return "127.0.0.1:" + get(Port.KAFKA);
  }

  public String s3() {
    return http(Port.S3);
  }

  public String kinesis() {
    return http(Port.KINESIS);
  }

  /** Flink's REST API and Web UI. */
  public String flink() {
    return http(Port.FLINK_REST);
  }

  /** The REST gateway posts are sent to. */
  public String gateway() {
    return http(Port.GATEWAY);
  }

  public String sqlGateway() {
    return http(Port.SQL_GATEWAY);
  }

  public String prometheus() {
    return http(Port.PROMETHEUS);
  }

  /** What Prometheus scrapes: {@code host:port} of each process that serves {@code /metrics}. */
  public List<String> metrics() {
    return List.of(
        "127.0.0.1:" + get(Port.JOBMANAGER_METRICS), "127.0.0.1:" + get(Port.TASKMANAGER_METRICS));
  }

  /** Where a user reaches a part; empty for one nobody connects to. */
  public String address(Part part) {
    return switch (part) {
      case KAFKA -> kafka();
      case S3 -> s3();
      case KINESIS -> kinesis();
      case JOBMANAGER -> flink();
      case TASKMANAGER -> "";
      case GATEWAY -> gateway();
      case SQL_GATEWAY -> sqlGateway();
      case PROMETHEUS -> prometheus();
    };
  }

  private String http(Port port) {
    return "http://127.0.0.1:" + get(port);
  }
}
