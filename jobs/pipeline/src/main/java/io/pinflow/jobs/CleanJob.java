package io.pinflow.jobs;

import io.pinflow.jobs.archive.ArchiveRecordSource;
import io.pinflow.jobs.clean.CleanChecks;
import io.pinflow.jobs.clean.CleanOptions;
import io.pinflow.jobs.clean.CleanPipeline;
import io.pinflow.jobs.clean.RedriveOptions;
import io.pinflow.jobs.clean.RedrivePipeline;
import io.pinflow.jobs.clean.ReplayPipeline;
import io.pinflow.jobs.config.ExecutionOptions;
import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.doctor.Check;
import io.pinflow.jobs.source.RawRecordSource;
import io.pinflow.jobs.source.RawRecordSources;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Cleans records and stores them in Delta tables, one for each kind: those of topics and streams as
 * they come ({@link CleanPipeline} draws it), those of the archive again ({@link ReplayPipeline}),
 * or those which were refused ({@link RedrivePipeline}).
 *
 * <p>Exactly once: rows become visible with the checkpoint that covers their records. Every record
 * is in a table, is the duplicate of one that is, or is in the quarantine; no record stops the job.
 */
public final class CleanJob implements Job {

  private final UnaryOperator<RawRecordSource> source;

  public CleanJob() {
    this(UnaryOperator.identity());
  }

  /** The job with another source in place of the one its settings ask for. */
  CleanJob(UnaryOperator<RawRecordSource> source) {
    this.source = source;
  }

  public static void main(String[] args) throws Exception {
    new JobLauncher().launch(CleanJob.class, args);
  }

  @Override
  public String summary() {
    return "cleans the records of the topics and streams, of the archive or of the quarantine, and stores"
        + " them in Delta tables";
  }

  @Override
  public List<JobOption<?>> options() {
    return CleanOptions.all();
  }

  @Override
  public List<Check> checks(SettingsReader settings) {
    switch (settings.get(CleanOptions.SOURCE)) {
      case ARCHIVE:
        return List.of(CleanChecks.ofReplay(settings));
      case QUARANTINE:
        return List.of(CleanChecks.ofRedrive(settings));
      case STREAMS:
        return checksOfStreams(settings);
    }
    throw new AssertionError(settings.get(CleanOptions.SOURCE));
  }

  private List<Check> checksOfStreams(SettingsReader settings) {
    CleanPipeline pipeline = CleanPipeline.read(settings, ComponentVersion.get());
    RawRecordSource records = RawRecordSources.read(settings, name(), pipeline::names);
    List<Check> checks = new ArrayList<>(records.checks());
    checks.add(CleanChecks.read(settings, RawRecordSources.kafka(settings)));
    return checks;
  }

  @Override
  public void define(StreamExecutionEnvironment env, SettingsReader settings) {
    switch (settings.get(CleanOptions.SOURCE)) {
      case STREAMS:
        ArchiveRecordSource.rejectUnused(settings);
        RedriveOptions.rejectUnused(settings);
        defineStreams(env, settings);
        return;
      case ARCHIVE:
        RawRecordSources.rejectAll(settings, "Remove it, or leave --source out");
        RedriveOptions.rejectUnused(settings);
        defineReplay(env, settings);
        return;
      case QUARANTINE:
        RawRecordSources.rejectAll(settings, "Remove it, or leave --source out");
        ArchiveRecordSource.rejectUnused(settings);
        defineRedrive(env, settings);
        return;
    }
    throw new AssertionError(settings.get(CleanOptions.SOURCE));
  }

  private void defineStreams(StreamExecutionEnvironment env, SettingsReader settings) {
    CleanPipeline pipeline = CleanPipeline.read(settings, ComponentVersion.get());
    RawRecordSource records =
        source.apply(RawRecordSources.read(settings, name(), pipeline::names));
    ExecutionOptions execution = ExecutionOptions.read(settings);
    settings.finish();

    execution.applyTo(env);
    pipeline.build(records.addTo(env));
  }

  private static void defineReplay(StreamExecutionEnvironment env, SettingsReader settings) {
    ReplayPipeline pipeline = ReplayPipeline.read(settings, ComponentVersion.get());
    ExecutionOptions execution = ExecutionOptions.read(settings);
    settings.finish();

    execution.applyTo(env);
    pipeline.build(env);
  }

  private static void defineRedrive(StreamExecutionEnvironment env, SettingsReader settings) {
    RedrivePipeline pipeline =
        RedrivePipeline.read(settings, ComponentVersion.get(), Clock.systemUTC());
    ExecutionOptions execution = ExecutionOptions.read(settings);
    settings.finish();

    execution.applyTo(env);
    pipeline.build(env);
  }
}
