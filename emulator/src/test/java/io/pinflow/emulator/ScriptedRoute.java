package io.pinflow.emulator;

import io.pinflow.emulator.route.Route;
import io.pinflow.emulator.route.SendResult;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A route to memory. A script may refuse requests before they are stored. */
final class ScriptedRoute implements Route {

  /** A request: how often this route was called before, and the records. */
  record Call(int number, RecordKind kind, List<PostRecord> records) {}

  private final Function<Call, SendResult> script;
  private final Executor executor;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();
  private final List<Call> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<PostRecord> stored = Collections.synchronizedList(new ArrayList<>());

  /** The script answers a request with the result of all its records, or null to store them. */
  ScriptedRoute(Function<Call, SendResult> script) {
    this(script, ForkJoinPool.commonPool());
  }

  ScriptedRoute(Function<Call, SendResult> script, Executor executor) {
    this.script = script;
    this.executor = executor;
  }

  static ScriptedRoute storingAll() {
    return new ScriptedRoute(call -> null);
  }

  @Override
  public CompletableFuture<List<SendResult>> send(RecordKind kind, List<PostRecord> records) {
    mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    Call call = new Call(calls.getAndIncrement(), kind, List.copyOf(records));
    requests.add(call);
    return CompletableFuture.supplyAsync(() -> answer(call), executor);
  }

  private List<SendResult> answer(Call call) {
    inFlight.decrementAndGet();
    SendResult refusal = script.apply(call);
    if (refusal != null) {
      return Collections.nCopies(call.records().size(), refusal);
    }
    List<SendResult> results = new ArrayList<>();
    synchronized (stored) {
      for (PostRecord record : call.records()) {
        results.add(new SendResult.Acknowledged("0", BigInteger.valueOf(stored.size())));
        stored.add(record);
      }
    }
    return results;
  }

  List<PostRecord> stored() {
    return List.copyOf(stored);
  }

  List<Call> requests() {
    return List.copyOf(requests);
  }

  int mostInFlight() {
    return mostInFlight.get();
  }

  @Override
  public String destination(RecordKind kind) {
    return "memory." + kind.id();
  }

  @Override
  public void close() {}
}
