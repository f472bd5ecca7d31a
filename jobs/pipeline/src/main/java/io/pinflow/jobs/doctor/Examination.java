package io.pinflow.jobs.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs checks side by side. One that does not end in time is a warning, as this machine may just be
 * busy, and is interrupted: a server that does not answer is an error by the check's own time.
 */
public final class Examination {

  /** Far more than servers need: also for a machine that has much else to do. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Duration patience;

  public Examination() {
    this(PATIENCE);
  }

  Examination(Duration patience) {
    this.patience = patience;
  }

  /** What the checks find, in their order, each finding once. */
  public List<Finding> of(List<Check> checks) throws InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool(Examination::thread);
    try {
      long deadline = System.nanoTime() + patience.toNanos();
      List<Future<List<Finding>>> running = new ArrayList<>();
      for (Check check : checks) {
        running.add(threads.submit(check::run));
      }
      Set<Finding> findings = new LinkedHashSet<>();
      for (int i = 0; i < checks.size(); i++) {
        findings.addAll(await(checks.get(i), running.get(i), deadline));
      }
      return List.copyOf(findings);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Finding> await(Check check, Future<List<Finding>> running, long deadline)
      throws InterruptedException {
    try {
      return running.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return List.of(
          Finding.warning(
              check.what(),
              "could not be told within " + patience.toSeconds() + " s",
              "Look again when this machine has less to do, or whether a firewall lies between"));
    } catch (ExecutionException e) {
      return List.of(
          Finding.error(check.what(), Reason.of(e.getCause()), "Mend it, or report it as a fault"));
    }
  }

  /** Nobody waits for a check that hangs. The class loader is the caller's, as a job's main has. */
  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "doctor");
    thread.setDaemon(true);
    return thread;
  }
}
