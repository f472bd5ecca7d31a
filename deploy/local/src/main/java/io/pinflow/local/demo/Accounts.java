package io.pinflow.local.demo;

import io.pinflow.local.flink.FlinkRest;
import io.pinflow.local.flink.JobStatus;
import io.pinflow.local.job.CleanJobCounters;
import io.pinflow.local.job.Jobs;
import io.pinflow.local.job.KindCounts;
import io.pinflow.local.job.SubmittedJob;
import io.pinflow.local.sql.SqlRunner;
import io.pinflow.local.stack.Broker;
import io.pinflow.local.stack.Lake;
import io.pinflow.local.stack.StreamContents;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Draws up the accounts of all kinds from the running stack. What is stored is looked at only after
 * the job has decided on every record and each job has completed a further checkpoint, with which
 * its output becomes visible.
 */
final class Accounts {

  private final Jobs jobs;
  private final FlinkRest flink;
  private final Broker broker;
  private final List<SubmittedJob> submitted;
  private final CleanJobCounters counters;
  private final RawArchive archive;
  private final StreamContents streams;
  private final Supplier<SqlRunner> sql;
  private Map<String, Integer> checkpointsWhenDecided = Map.of();

  Accounts(
      Jobs jobs,
      FlinkRest flink,
      Broker broker,
      List<SubmittedJob> submitted,
      CleanJobCounters counters,
      RawArchive archive,
      StreamContents streams,
      Supplier<SqlRunner> sql) {
    this.jobs = jobs;
    this.flink = flink;
    this.broker = broker;
    this.submitted = submitted;
    this.counters = counters;
    this.archive = archive;
    this.streams = streams;
    this.sql = sql;
  }

  /** The accounts now; fails if one of the jobs has ended. */
  List<Account> now() {
    for (SubmittedJob job : submitted) {
      JobStatus status = flink.job(job.jobId());
      if (status.ended()) {
        throw jobs.failed(flink, job.job(), status);
      }
    }
    Map<String, Map<Integer, Long>> ends = broker.endOffsets(Lake.topics());
    Map<String, KindCounts> counts = counters.read().orElse(Map.of());
    List<Account> accounts = new ArrayList<>();
    streams.refresh();
    for (String kind : Lake.KINDS) {
      long posted =
          ends.get(Lake.topic(kind)).values().stream().mapToLong(Long::longValue).sum()
              + streamed(Lake.stream(kind));
      accounts.add(
          new Account(kind, posted, counts.getOrDefault(kind, KindCounts.NONE), Optional.empty()));
    }
    if (accounts.stream().allMatch(Account::decided) && isVisible()) {
      return withStored(accounts, ends);
    }
    return accounts;
  }

  /** What the stream holds, and what it held in earlier runs of which the archive tells. */
  private long streamed(String stream) {
    Map<String, Set<BigInteger>> present = streams.of(stream);
    long held = present.values().stream().mapToLong(Set::size).sum();
    long outlived =
        archive.shards(stream).entrySet().stream()
            .mapToLong(
                shard -> shard.getValue().outlived(present.getOrDefault(shard.getKey(), Set.of())))
            .sum();
    return held + outlived;
  }

  private boolean isVisible() {
    Map<String, Integer> completed = new TreeMap<>();
    submitted.forEach(job -> completed.put(job.jobId(), flink.completedCheckpoints(job.jobId())));
    if (checkpointsWhenDecided.isEmpty()) {
      checkpointsWhenDecided = completed;
      submitted.forEach(job -> flink.checkpoint(job.jobId()));
      return false;
    }
    return completed.entrySet().stream()
        .allMatch(job -> job.getValue() > checkpointsWhenDecided.getOrDefault(job.getKey(), 0));
  }

  private List<Account> withStored(List<Account> accounts, Map<String, Map<Integer, Long>> ends) {
    archive.refresh();
    TableCounts rows = TableCounts.query(sql.get());
    List<Account> complete = new ArrayList<>();
    for (Account account : accounts) {
      Map<String, Long> missing = new TreeMap<>();
      Map<String, Long> repeated = new TreeMap<>();
      String topic = Lake.topic(account.kind());
      ends.get(topic)
          .forEach(
              (partition, end) -> {
                ArchivedPartition archived = archive.partition(topic, partition);
                missing.put("partition " + partition, archived.missing(end));
                repeated.put("partition " + partition, archived.repeated());
              });
      String stream = Lake.stream(account.kind());
      streams
          .of(stream)
          .forEach(
              (shard, present) -> {
                ArchivedShard archived =
                    archive.shards(stream).getOrDefault(shard, new ArchivedShard());
                missing.put(shard, archived.missing(present));
                repeated.put(shard, archived.repeated());
              });
      Account.Stored stored =
          new Account.Stored(
              rows.clean(account.kind()), rows.quarantined(account.kind()), missing, repeated);
      complete.add(
          new Account(account.kind(), account.posted(), account.counts(), Optional.of(stored)));
    }
    return complete;
  }
}
