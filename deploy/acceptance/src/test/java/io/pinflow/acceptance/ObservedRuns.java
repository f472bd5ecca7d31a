package io.pinflow.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** Runs jobs one after another, and has noted what each was told and what it asked for. */
final class ObservedRuns {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final ManagedService service;
  private final ObservedServers servers;

  ObservedRuns(ManagedService service, ObservedServers servers) {
    this.service = service;
    this.servers = servers;
  }

  /**
   * Runs a job until its work is seen and it has committed offsets.
   *
   * @param snapshot the state it goes on from
   * @return the snapshot with which it was stopped
   */
  String until(
      Callable<Boolean> done, String job, Map<String, String> options, Optional<String> snapshot)
      throws Exception {
    return observe(
        job,
        options,
        snapshot,
        id -> {
          await(job)
              .atMost(LIMIT)
              // An object or a commit that is just being written.
              .ignoreExceptionsInstanceOf(IOException.class)
              .until(
                  () -> {
                    service.requireHealthy(id);
                    return done.call() && servers.hasCommittedOffsets();
                  });
          return service.stop(id);
        });
  }

  /** Runs a job which ends by itself. */
  void toEnd(String job, Map<String, String> options) throws Exception {
    String unused =
        observe(
            job,
            options,
            Optional.empty(),
            id -> {
              service.awaitSuccess(id);
              return id;
            });
  }

  private String observe(
      String job, Map<String, String> options, Optional<String> snapshot, UnaryOperator<String> run)
      throws Exception {
    Map<String, Map<String, String>> groups = Map.of("pinflow", Map.of("job", job), job, options);
    servers.observed().told(job, options.keySet());
    return servers.observe(job, () -> run.apply(service.start(groups, snapshot)));
  }
}
