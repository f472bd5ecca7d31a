package io.pinflow.jobs.source;

import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.doctor.KafkaAccess;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which sources a job reads, by its settings. */
public final class RawRecordSources {

  /** The options of every source. */
  public static final List<JobOption<?>> OPTIONS =
      Arrays.stream(SourceSystem.values())
          .flatMap(system -> system.options().stream())
          .collect(Collectors.toUnmodifiableList());

  private RawRecordSources() {}

  /** The sources of a job that takes whatever the topics and streams hold. */
  public static RawRecordSource read(SettingsReader settings, String job) {
    return read(settings, job, system -> settings.get(system.names()));
  }

  /**
   * The sources of a job that reads some of the topics and streams. That none is asked for, and
   * settings of one which is not, are noted as problems.
   *
   * @param job the job's name, from which the default consumer group is made
   * @param names the topics or streams to read of a system
   */
  public static RawRecordSource read(
      SettingsReader settings, String job, Function<SourceSystem, List<String>> names) {
    List<SourceSystem> systems = SourceSystem.readBy(settings);
    if (systems.isEmpty()) {
      settings.reject(
          KafkaOptions.BOOTSTRAP_SERVERS,
          "is missing, and so is " + KinesisOptions.REGION.key() + ": there is nothing to read",
          "Give the one to read Kafka topics, the other to read Kinesis streams, or both");
      return new CombinedRawRecordSource(List.of());
    }
    for (SourceSystem system : SourceSystem.values()) {
      if (!systems.contains(system)) {
        rejectUnused(settings, system);
      }
    }
    List<RawRecordSource> sources = new ArrayList<>();
    for (SourceSystem system : systems) {
      sources.add(read(system, settings, job, names.apply(system)));
    }
    return sources.size() == 1 ? sources.get(0) : new CombinedRawRecordSource(sources);
  }

  /**
   * Notes settings of topics and streams, in a job which reads something else.
   *
   * @param fix what to do instead of removing them
   */
  public static void rejectAll(SettingsReader settings, String fix) {
    for (JobOption<?> option : OPTIONS) {
      if (settings.isGiven(option)) {
        settings.reject(option, "is given, but neither topics nor streams are read", fix);
      }
    }
  }

  /** How a job reaches Kafka, if it reads it. */
  public static Optional<KafkaAccess> kafka(SettingsReader settings) {
    if (!SourceSystem.readBy(settings).contains(SourceSystem.KAFKA)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    properties.putAll(settings.entries(KafkaOptions.PROPERTIES));
    return Optional.of(new KafkaAccess(settings.get(KafkaOptions.BOOTSTRAP_SERVERS), properties));
  }

  private static RawRecordSource read(
      SourceSystem system, SettingsReader settings, String job, List<String> names) {
    switch (system) {
      case KAFKA:
        return KafkaRawRecordSource.read(settings, job, names);
      case KINESIS:
        return KinesisRawRecordSource.read(settings, job, names, Clock.systemUTC());
    }
    throw new AssertionError(system);
  }

  private static void rejectUnused(SettingsReader settings, SourceSystem system) {
    for (JobOption<?> option : system.options()) {
      if (settings.isGiven(option)) {
        settings.reject(
            option,
            "is given, but no " + system.noun() + " is read",
            "Remove it, or give --" + system.address().key());
      }
    }
  }
}
