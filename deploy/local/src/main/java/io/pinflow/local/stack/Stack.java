package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.report.Progress;
import java.time.Duration;
import java.util.ArrayList;
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

/**
 * The processes of one home: starts what is not running, ends what is. A part that another command
 * started is found again through its home. Whoever changes the stack holds the home's {@link
 * HomeLock}.
 */
public final class Stack {

  private static final List<Set<Part>> STOP_ORDER =
      List.of(
          EnumSet.of(Part.SQL_GATEWAY, Part.GATEWAY, Part.JOBMANAGER, Part.TASKMANAGER),
          EnumSet.of(Part.KAFKA, Part.S3));
  private static final Duration GRACEFUL = Duration.ofSeconds(10);

  private final Home home;
  private final Progress progress;
  private final Set<Part> started = EnumSet.noneOf(Part.class);
  private boolean closed;

  public Stack(Home home, Progress progress) {
    this.home = home;
    this.progress = progress;
  }

  /**
   * Starts every part that is not running, side by side, and returns once each has answered a real
   * request.
   *
   * @param requested the ports the user asked for
   */
  public Ports up(Installation installation, Map<Part, Integer> requested) {
    Set<Part> running = running();
    Ports ports = Ports.choose(requested, Ports.read(home.ports()), running, FreePorts::isFree);
    ports.write(home.ports());
    PartFactory factory = new PartFactory(home, installation, ports, Credentials.of(home));
    factory.prepare();
    Progress.Step step = progress.begin("starting the stack");
    Set<String> waiting = new TreeSet<>();
    for (Part part : Part.values()) {
      waiting.add(part.label());
    }
    ExecutorService threads = Executors.newFixedThreadPool(Part.values().length);
    try {
      CompletionService<Part> ready = new ExecutorCompletionService<>(threads);
      for (Part part : Part.values()) {
        var unused = ready.submit(() -> bring(part, factory));
      }
      while (!waiting.isEmpty()) {
        step.update("waiting for " + String.join(", ", waiting));
        waiting.remove(ready.take().get().label());
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : LocalErrors.requestFailed("starting", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LocalErrors.interrupted("starting the stack");
    } finally {
      threads.shutdownNow();
    }
    step.done(Part.values().length + " parts are up");
    return ports;
  }

  private Part bring(Part part, PartFactory factory) {
    PartProcess process = new PartProcess(home, part);
    PartSpec spec = factory.spec(part);
    Optional<ProcessHandle> running = process.find();
    if (running.isEmpty()) {
      process.awaitReady(start(process, spec), spec);
    }
    return part;
  }

  private synchronized Process start(PartProcess process, PartSpec spec) {
    if (closed) {
      throw LocalErrors.interrupted("starting " + spec.part().label());
    }
    started.add(spec.part());
    return process.start(spec);
  }

  /** Ends every part, and whatever an interrupted command of this home left behind. */
  public void stop() {
    stop(EnumSet.allOf(Part.class));
    new Leftovers(home).stop(GRACEFUL);
  }

  /** Ends only the parts that this object started, for a start that failed half-way. */
  public void stopStarted() {
    Set<Part> mine;
    synchronized (this) {
      mine = started.isEmpty() ? EnumSet.noneOf(Part.class) : EnumSet.copyOf(started);
    }
    stop(mine);
  }

  private void stop(Set<Part> parts) {
    synchronized (this) {
      closed = true;
    }
    for (Set<Part> together : STOP_ORDER) {
      List<Part> chosen = together.stream().filter(parts::contains).toList();
      chosen.parallelStream().forEach(part -> new PartProcess(home, part).stop(GRACEFUL));
    }
  }

  public List<PartStatus> status() {
    Optional<Ports> ports = Ports.read(home.ports());
    List<PartStatus> all = new ArrayList<>();
    for (Part part : Part.values()) {
      PartProcess process = new PartProcess(home, part);
      Optional<ProcessHandle> handle = process.find();
      all.add(
          new PartStatus(
              part,
              handle.map(ProcessHandle::pid),
              process.uptime(),
              ports.map(known -> known.address(part)).orElse("")));
    }
    return all;
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
    Ports unused = running(EnumSet.allOf(Part.class));
  }
}
