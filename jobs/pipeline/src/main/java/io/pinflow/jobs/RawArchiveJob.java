package io.pinflow.jobs;

import io.pinflow.jobs.archive.ArchiveOptions;
import io.pinflow.jobs.archive.RawArchive;
import io.pinflow.jobs.config.ExecutionOptions;
import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.doctor.Check;
import io.pinflow.jobs.source.RawRecordSource;
import io.pinflow.jobs.source.RawRecordSources;
import io.pinflow.jobs.source.SourceSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Archives every record of the topics and streams exactly as it was received.
 *
 * <pre>{@code
 * Kafka ────┬──> Count ──> Raw archive: <archive-root>/raw/topics/TOPIC/dt=YYYY-MM-DD/hour=HH/*.json.gz
 * Kinesis ──┘    leaves out                         /raw/streams/STREAM/dt=...
 *                what is archived ◄──── Ledger:     /raw/_ledger/topics/TOPIC, streams/STREAM, pending
 * }</pre>
 *
 * <p>Exactly once, through failures, changed parallelism, restores from any savepoint of the job
 * and starts without state: an object appears with the checkpoint that covers its records, what a
 * failure interrupted never appears, and what the archive's ledger says it holds is not archived
 * again. One job at a time may archive a topic or stream below one root.
 */
public final class RawArchiveJob implements Job {

  private final UnaryOperator<RawRecordSource> source;

  public RawArchiveJob() {
    this(UnaryOperator.identity());
  }

  /** The job with another source in place of the one its settings ask for. */
  RawArchiveJob(UnaryOperator<RawRecordSource> source) {
    this.source = source;
  }

  public static void main(String[] args) throws Exception {
    new JobLauncher().launch(RawArchiveJob.class, args);
  }

  @Override
  public String summary() {
    return "archives every record of the topics and streams as received, as compressed JSON lines";
  }

  @Override
  public List<JobOption<?>> options() {
    return ArchiveOptions.all();
  }

  @Override
  public List<Check> checks(SettingsReader settings) {
    List<Check> checks = new ArrayList<>(RawRecordSources.read(settings, name()).checks());
    checks.add(
        RawArchive.read(settings)
            .check(RawRecordSources.kafka(settings), settings.get(SourceSystem.KAFKA.names())));
    return checks;
  }

  @Override
  public void define(StreamExecutionEnvironment env, SettingsReader settings) {
    RawRecordSource records = source.apply(RawRecordSources.read(settings, name()));
    RawArchive archive = RawArchive.read(settings);
    ExecutionOptions execution = ExecutionOptions.read(settings);
    settings.finish();

    execution.applyTo(env);
    archive.archive(records.addTo(env), records.streams());
  }
}
