package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.LocalException;
import io.pinflow.local.report.Progress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processes of one home: starts what is not running, ends what is. A part that another command
 * started is found again through its home. Whoever changes the stack holds the home's {@link
 * HomeLock}.
 */
public final class Stack {

  private static final List<Set<Part>> STOP_ORDER =
      List.of(
          EnumSet.of(
              Part.PROMETHEUS, Part.SQL_GATEWAY, Part.GATEWAY, Part.JOBMANAGER, Part.TASKMANAGER),
          EnumSet.of(Part.KAFKA, Part.S3, Part.KINESIS));

  /** The first SQL gateway of an installation writes its class data when it ends. */
  private static final Duration GRACEFUL = Duration.ofSeconds(20);

  private final Home home;
  private final Progress progress;
  private final Map<String, String> flinkSettings;
  private final Set<Part> started = EnumSet.noneOf(Part.class);
  private Set<Part> expected = EnumSet.complementOf(EnumSet.of(Part.PROMETHEUS));
  private boolean closed;

  public Stack(Home home, Progress progress) {
    this(home, progress, Map.of());
  }

  /**
   * The processes of a home.
   *
   * @param flinkSettings Flink's, beside the stack's own or in their place
   */
  public Stack(Home home, Progress progress, Map<String, String> flinkSettings) {
    this.home = home;
    this.progress = progress;
    this.flinkSettings = Map.copyOf(flinkSettings);
  }

  /**
   * Starts every part that is not running, side by side, and returns once each has answered a real
   * request. A part which is not installed is left out, and a line says so. A port which another
   * program took between being chosen and being bound is replaced once.
   *
   * @param requested the ports the user asked for
   */
  public Ports up(Installation installation, Map<Part, Integer> requested) {
    Ports ports = up(installation, requested, installation.parts());
    if (!expected.contains(Part.KINESIS)) {
      progress.note("  without Kinesis: " + Installation.KINESIS_MISSING);
    }
    return ports;
  }

  /**
   * Has a new stack come up on ports which no other stack looks at first: for one whose parts go
   * down while others may start.
   */
  public void leaveTheUsualPorts() {
    if (!Files.exists(home.ports())) {
      Ports.unusual().write(home.ports());
    }
  }

  /**
   * Starts Prometheus beside the parts that run, and returns once it answers.
   *
   * @return where all of them are
   */
  public Ports monitor(Installation installation) {
    Set<Part> parts = running();
    parts.add(Part.PROMETHEUS);
    return up(installation, Map.of(), parts);
  }

  /** As {@link #up(Installation, Map)}, for those who need some of the parts. */
  public Ports up(Installation installation, Map<Part, Integer> requested, Set<Part> parts) {
    expected = Set.copyOf(parts);
    // Another stack must not choose the same ports before this one has bound them.
    try (StartTurn unused = StartTurn.await(progress)) {
      return attempt(installation, requested);
    } catch (LocalException failure) {
      Set<Part> mine = startedHere();
      end(mine);
      Ports ports = Ports.read(home.ports()).orElseThrow(() -> failure);
      if (closed() || mine.stream().noneMatch(part -> ports.isTaken(part, FreePorts::isFree))) {
        throw failure;
      }
      progress.note("  " + failure.getMessage() + "; trying again with other ports");
    }
    try (StartTurn unused = StartTurn.await(progress)) {
      return attempt(installation, requested);
    }
  }

  private Ports attempt(Installation installation, Map<Part, Integer> requested) {
    Set<Part> running = running();
    Optional<Ports> last = Ports.read(home.ports());
    Ports ports = Ports.choose(requested, last, running, FreePorts::isFree);
    // A running part that was told of a port which is no longer true cannot go on.
    Set<Part> stale =
        last.map(before -> Dependencies.of(ports.changedSince(before))).orElse(Set.of());
    end(stale.stream().filter(running::contains).collect(Collectors.toSet()));
    ports.write(home.ports());
    PartFactory factory =
        new PartFactory(home, installation, ports, Credentials.of(home), flinkSettings);
    factory.prepare();
    Progress.Step step = progress.begin("starting the stack");
    startAll(expected, factory, step);
    // What answered on a part's port may be another program which bound it first.
    requireAlive();
    step.done(expected.size() + " parts are up");
    return ports;
  }

  private void startAll(Set<Part> parts, PartFactory factory, Progress.Step step) {
    Set<String> waiting = new TreeSet<>();
    ExecutorService threads = Executors.newFixedThreadPool(parts.size());
    try {
      CompletionService<Part> ready = new ExecutorCompletionService<>(threads);
      for (Part part : parts) {
        waiting.add(part.label());
        var unused = ready.submit(() -> bring(part, factory));
      }
      while (!waiting.isEmpty()) {
        step.update("waiting for " + String.join(", ", waiting));
        waiting.remove(ready.take().get().label());
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof LocalException failure
          ? failure
          : LocalErrors.requestFailed("starting", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LocalErrors.interrupted("starting the stack");
    } finally {
      end(threads);
    }
  }

  /** A start that failed must not go on in the background. */
  private static void end(ExecutorService threads) {
    threads.shutdownNow();
    try {
      boolean unused = threads.awaitTermination(GRACEFUL.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Part bring(Part part, PartFactory factory) {
    PartProcess process = new PartProcess(home, part);
    Optional<ProcessHandle> running = process.find();
    PartSpec spec = factory.spec(part);
    process.awaitReady(running.orElseGet(() -> start(process, spec)), spec);
    return part;
  }

  private synchronized ProcessHandle start(PartProcess process, PartSpec spec) {
    if (closed) {
      throw LocalErrors.interrupted("starting " + spec.part().label());
    }
    started.add(spec.part());
    return process.start(spec);
  }

  private synchronized boolean closed() {
    return closed;
  }

  private synchronized Set<Part> startedHere() {
    return Set.copyOf(started);
  }

  /**
   * Ends every part, and whatever an interrupted command of this home left behind. Nothing starts
   * afterwards.
   */
  public void stop() {
    close();
    end(EnumSet.allOf(Part.class));
    new Leftovers(home).stop(GRACEFUL);
  }

  /** Ends only the parts that this object started, for a start that failed half-way. */
  public void stopStarted() {
    close();
    end(startedHere());
    new Leftovers(home).stop(GRACEFUL);
  }

  private synchronized void close() {
    closed = true;
  }

  private void end(Set<Part> parts) {
    for (Set<Part> together : STOP_ORDER) {
      Stream<Part> chosen = together.stream().filter(parts::contains);
      PartProcess.stopAll(chosen.map(part -> new PartProcess(home, part)).toList(), GRACEFUL);
    }
  }

  /** Starts one part where it was when it ran last, and returns once it serves. */
  public void start(Part part, Installation installation) {
    PartFactory factory =
        new PartFactory(home, installation, requirePorts(), Credentials.of(home), flinkSettings);
    Part unused = bring(part, factory);
  }

  /** Ends a part as {@code kill -9} does; {@link #start} starts it again. */
  public void kill(Part part) {
    new PartProcess(home, part).kill();
  }

  /** Every part that is installed or runs. */
  public List<PartStatus> status(Installation installation) {
    Set<Part> installed = installation.parts();
    return Arrays.stream(Part.values())
        .map(this::status)
        .filter(status -> status.up() || installed.contains(status.part()))
        .toList();
  }

  public PartStatus status(Part part) {
    PartProcess process = new PartProcess(home, part);
    return new PartStatus(
        part,
        process.find().map(ProcessHandle::pid),
        process.uptime(),
        Ports.read(home.ports()).map(known -> known.address(part)).orElse(""));
  }

  /** Where the parts are, or were last; none if they never ran. */
  public Optional<Ports> ports() {
    return Ports.read(home.ports());
  }

  /** The ports which parts that are down would take first, and which other programs hold. */
  public Map<Integer, Part> takenPorts() {
    return Ports.taken(ports(), running(), FreePorts::isFree);
  }

  /** Where the running parts are; fails unless all of the given ones run. */
  public Ports running(Set<Part> needed) {
    Set<Part> running = running();
    if (running.isEmpty()) {
      throw LocalErrors.notUp(home.root());
    }
    for (Part part : needed) {
      if (!running.contains(part)) {
        throw LocalErrors.partDown(part.label(), home.log(part));
      }
    }
    return Ports.read(home.ports()).orElseThrow(() -> LocalErrors.notUp(home.root()));
  }

  /** Where the parts are, or were when they ran last; fails where none has run. */
  public Ports requirePorts() {
    return ports().orElseThrow(() -> LocalErrors.notUp(home.root()));
  }

  private Set<Part> running() {
    Set<Part> running = EnumSet.noneOf(Part.class);
    for (Part part : Part.values()) {
      if (new PartProcess(home, part).find().isPresent()) {
        running.add(part);
      }
    }
    return running;
  }

  /** Fails as soon as one of the parts has ended by itself. */
  public void requireAlive() {
    Ports unused = running(expected);
  }
}
