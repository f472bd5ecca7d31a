package io.pinflow.jobs.archive;

import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RawRecordSource;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Reads what {@link RawArchive} has stored, once, and ends. The objects are listed when the job
 * starts. It keeps to the settings {@code archive-from}, {@code archive-to} and {@code
 * archive-prefix}; records of one partition or shard come in order within an object alone.
 */
public final class ArchiveRecordSource implements RawRecordSource {

  static final String UID = "archive-source";

  private final String root;
  private final TimeRange times;
  private final List<ArchivePrefix> prefixes;

  private ArchiveRecordSource(String root, TimeRange times, List<ArchivePrefix> prefixes) {
    this.root = root;
    this.times = times;
    this.prefixes = List.copyOf(prefixes);
  }

  /**
   * Reads the archive's settings, noting what is wrong with them and with the archive's folder.
   *
   * @param wanted which topics and streams to read where the settings name none
   */
  public static ArchiveRecordSource read(SettingsReader settings, Predicate<ArchivePrefix> wanted) {
    String root = settings.get(ArchiveSourceOptions.ARCHIVE_ROOT);
    TimeRange times =
        new TimeRange(
            settings.get(ArchiveSourceOptions.ARCHIVE_FROM),
            settings.get(ArchiveSourceOptions.ARCHIVE_TO));
    if (times.isEmpty()) {
      settings.reject(
          ArchiveSourceOptions.ARCHIVE_TO,
          "is not after " + ArchiveSourceOptions.ARCHIVE_FROM.key(),
          "Give a later time");
    }
    List<ArchivePrefix> prefixes = List.of();
    if (root == null) {
      settings.reject(
          ArchiveSourceOptions.ARCHIVE_ROOT,
          "is missing: there is no archive to read",
          "Give --archive-root, the folder which was given to RawArchiveJob");
    } else {
      prefixes = prefixes(settings, root, wanted);
    }
    return new ArchiveRecordSource(root, times, prefixes);
  }

  /** Notes settings which select of an archive, in a job which reads none. */
  public static void rejectUnused(SettingsReader settings) {
    ArchiveSourceOptions.SELECTION.stream()
        .filter(settings::isGiven)
        .forEach(
            option ->
                settings.reject(
                    option,
                    "is given, but no archive is read",
                    "Remove it, or give --source archive"));
  }

  /** Whether it reads records of all times and of all topics and streams that are wanted. */
  public static boolean readsAll(SettingsReader settings) {
    return ArchiveSourceOptions.SELECTION.stream().noneMatch(settings::isGiven);
  }

  /** The topics and streams it reads. */
  public List<ArchivePrefix> prefixes() {
    return prefixes;
  }

  @Override
  public List<String> streams() {
    return prefixes.stream().map(ArchivePrefix::name).distinct().collect(Collectors.toList());
  }

  @Override
  public DataStream<RawRecord> addTo(StreamExecutionEnvironment env) {
    String folder = root;
    List<ArchivePrefix> read = prefixes;
    TimeRange range = times;
    FileSource<RawRecord> source =
        FileSource.forBulkFileFormat(new ArchiveObjectFormat(times), new Path(folder))
            .setFileEnumerator(() -> new ArchiveEnumerator(new ArchiveListing(folder), read, range))
            .build();
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), "Archive").uid(UID);
  }

  private static List<ArchivePrefix> prefixes(
      SettingsReader settings, String root, Predicate<ArchivePrefix> wanted) {
    List<ArchivePrefix> stored;
    try {
      stored = new ArchiveListing(root).prefixes();
    } catch (IOException e) {
      settings.reject(
          ArchiveSourceOptions.ARCHIVE_ROOT,
          "cannot be read: " + e.getMessage(),
          "Give the folder which was given to RawArchiveJob");
      return List.of();
    }
    if (stored.isEmpty()) {
      settings.reject(
          ArchiveSourceOptions.ARCHIVE_ROOT,
          "holds no archive: there is nothing in its folders raw/topics and raw/streams",
          "Give the folder which was given to RawArchiveJob");
    }
    List<ArchivePrefix> given = settings.get(ArchiveSourceOptions.ARCHIVE_PREFIX);
    if (given == null) {
      return stored.stream().filter(wanted).collect(Collectors.toList());
    }
    for (ArchivePrefix prefix : given) {
      if (!stored.isEmpty() && !stored.contains(prefix)) {
        settings.reject(
            ArchiveSourceOptions.ARCHIVE_PREFIX,
            "the archive holds no '" + prefix + "'",
            "Give some of " + stored);
      }
    }
    return given;
  }
}
