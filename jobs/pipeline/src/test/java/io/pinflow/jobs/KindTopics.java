package io.pinflow.jobs;

import static java.util.stream.Collectors.joining;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.schema.RecordKind;
import io.pinflow.testing.KafkaBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;

/**
 * A topic of each kind, each of two partitions, and bounded runs of jobs over all there is in them.
 */
final class KindTopics implements AutoCloseable {

  private final KafkaBroker broker;
  private final String prefix;
  private final KafkaTopics topics;

  private KindTopics(KafkaBroker broker, String prefix, KafkaTopics topics) {
    this.broker = broker;
    this.prefix = prefix;
    this.topics = topics;
  }

  /** Makes the topics, each named by a prefix and its kind. */
  static KindTopics create(KafkaBroker broker, String prefix)
      throws ExecutionException, InterruptedException {
    KindTopics created = new KindTopics(broker, prefix, KafkaTopics.of(broker));
    for (RecordKind kind : RecordKind.values()) {
      created.topics.create(created.name(kind), 2);
    }
    return created;
  }

  String name(RecordKind kind) {
    return prefix + '.' + kind.id();
  }

  /** As {@code --kafka-topics} takes them. */
  String names() {
    return Arrays.stream(RecordKind.values()).map(this::name).collect(joining(","));
  }

  void send(RecordKind kind, List<byte[]> values) throws ExecutionException, InterruptedException {
    topics.send(name(kind), values);
  }

  /** As {@link KafkaTopics#send(String, List, IntFunction)}. */
  void send(RecordKind kind, List<byte[]> values, IntFunction<Long> times)
      throws ExecutionException, InterruptedException {
    topics.send(name(kind), values, times);
  }

  /** Sends the posts of the indexes from..to: one record of each kind. */
  void sendPosts(int from, int to) throws ExecutionException, InterruptedException {
    for (RecordKind kind : RecordKind.values()) {
      send(kind, Posts.of(kind, from, to));
    }
  }

  /** Everything sent so far. */
  List<RawRecord> sent() {
    return topics.sent();
  }

  /** Settings of a job that reads the topics and goes on. */
  List<String> settings() {
    return topics.settings(
        Arrays.stream(RecordKind.values()).map(this::name).toArray(String[]::new));
  }

  /** Runs RawArchiveJob over all there is. */
  void archive(Path root) throws Exception {
    run(new RawArchiveJob(), "--archive-root", root.toUri().toString());
  }

  /** Runs CleanJob over all there is. */
  void clean(Path root, String... more) throws Exception {
    List<String> args = new ArrayList<>(List.of("--table-root", root.toUri().toString()));
    args.addAll(List.of(more));
    run(new CleanJob(), args.toArray(new String[0]));
  }

  private void run(Job job, String... more) throws Exception {
    List<String> args = new ArrayList<>(KafkaTopics.allOf(broker, names()));
    args.addAll(List.of(more));
    RunningJob.start(job, new JobMetrics(), null, args.toArray(new String[0])).awaitFinished();
  }

  @Override
  public void close() {
    topics.close();
  }
}
