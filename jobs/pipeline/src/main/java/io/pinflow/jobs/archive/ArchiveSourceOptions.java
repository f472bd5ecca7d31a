package io.pinflow.jobs.archive;

import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.ValueType;
import java.time.Instant;
import java.util.List;
import org.apache.flink.configuration.ConfigOptions;

/** Which part of which archive a job reads. */
public final class ArchiveSourceOptions {

  static final JobOption<String> ARCHIVE_ROOT =
      JobOption.of(
          ConfigOptions.key("archive-root")
              .stringType()
              .noDefaultValue()
              .withDescription(
                  "Folder of the archive to read, as it was given to RawArchiveJob. Read with"
                      + " `source = archive` alone."),
          ValueType.FOLDER);

  static final JobOption<Instant> ARCHIVE_FROM =
      JobOption.parsed(
          ConfigOptions.key("archive-from")
              .stringType()
              .noDefaultValue()
              .withDescription("Read the archive's records of this record time and later ones."),
          ValueType.TIME);

  static final JobOption<Instant> ARCHIVE_TO =
      JobOption.parsed(
          ConfigOptions.key("archive-to")
              .stringType()
              .noDefaultValue()
              .withDescription("Read the archive's records before this record time."),
          ValueType.TIME);

  public static final JobOption<List<ArchivePrefix>> ARCHIVE_PREFIX =
      JobOption.parsed(
          ConfigOptions.key("archive-prefix")
              .stringType()
              .noDefaultValue()
              .withDescription(
                  "Topics and streams to read of the archive. Unless given, all of `kinds`."),
          ArchivePrefix.LIST);

  /** Those which mean nothing unless an archive is read; jobs which write one share its root. */
  static final List<JobOption<?>> SELECTION = List.of(ARCHIVE_FROM, ARCHIVE_TO, ARCHIVE_PREFIX);

  public static final List<JobOption<?>> ALL =
      List.of(ARCHIVE_ROOT, ARCHIVE_FROM, ARCHIVE_TO, ARCHIVE_PREFIX);

  private ArchiveSourceOptions() {}
}
