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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Supplier<SqlRunner> sql;
  private Map<String, Integer> checkpointsWhenDecided = Map.of();

  Accounts(
      Jobs jobs,
      FlinkRest flink,
      Broker broker,
      List<SubmittedJob> submitted,
      CleanJobCounters counters,
      RawArchive archive,
      Supplier<SqlRunner> sql) {
    this.jobs = jobs;
    this.flink = flink;
    this.broker = broker;
    this.submitted = submitted;
    this.counters = counters;
    this.archive = archive;
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
    for (String kind : Lake.KINDS) {
      long posted = ends.get(Lake.topic(kind)).values().stream().mapToLong(Long::longValue).sum();
      accounts.add(
          new Account(kind, posted, counts.getOrDefault(kind, KindCounts.NONE), Optional.empty()));
    }
    if (accounts.stream().allMatch(Account::decided) && isVisible()) {
      return withStored(accounts, ends);
    }
    return accounts;
  }

  private boolean isVisible() {
    Map<String, Integer> completed = new TreeMap<>();
    submitted.forEach(job -> completed.put(job.jobId(), flink.completedCheckpoints(job.jobId())));
    if (checkpointsWhenDecided.isEmpty()) {
      checkpointsWhenDecided = completed;
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
      String topic = Lake.topic(account.kind());
      Map<Integer, Long> missing = new TreeMap<>();
      Map<Integer, Long> repeated = new TreeMap<>();
      ends.get(topic)
          .forEach(
              (partition, end) -> {
                ArchivedPartition archived = archive.partition(topic, partition);
                missing.put(partition, archived.missing(end));
                repeated.put(partition, archived.repeated());
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
