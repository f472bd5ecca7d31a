package io.pinflow.jobs.archive;

import io.pinflow.jobs.config.ExecutionOptions;
import io.pinflow.jobs.config.JobOption;
import io.pinflow.jobs.config.ValueType;
import io.pinflow.jobs.doctor.DoctorOptions;
import io.pinflow.jobs.source.RawRecordSources;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** What RawArchiveJob can be told. */
public final class ArchiveOptions {

  public static final JobOption<String> ARCHIVE_ROOT =
      JobOption.of(
              ConfigOptions.key("archive-root")
                  .stringType()
                  .noDefaultValue()
                  .withDescription(
                      "Folder of the archive. Objects are written under"
                          + " `raw/topics/TOPIC/dt=YYYY-MM-DD/hour=HH/` and"
                          + " `raw/streams/STREAM/dt=YYYY-MM-DD/hour=HH/` in it, by record time in"
                          + " UTC."),
              ValueType.FOLDER)
          .required();

  static final JobOption<ArchiveCompression> ARCHIVE_COMPRESSION =
      JobOption.of(
          ConfigOptions.key("archive-compression")
              .enumType(ArchiveCompression.class)
              .defaultValue(ArchiveCompression.GZIP)
              .withDescription(
                  "Compression of the objects: `.json.gz`, `.json.zst` or `.json`. zstd is smaller and"
                      + " takes less time, gzip is read by everything."),
          ValueType.oneOf(ArchiveCompression.class));

  static final JobOption<MemorySize> ARCHIVE_MAX_PART_SIZE =
      JobOption.of(
              ConfigOptions.key("archive-max-part-size")
                  .memoryType()
                  .defaultValue(MemorySize.ofMebiBytes(128))
                  .withDescription(
                      "Compressed size at which an object is ended before the next checkpoint ends"
                          + " it."),
              ValueType.MEMORY_SIZE)
          .accepting(size -> size.getBytes() >= 1024, "is less than 1 kb");

  private ArchiveOptions() {}

  /** All options of the job, those of its sources included. */
  public static List<JobOption<?>> all() {
    List<JobOption<?>> options =
        new ArrayList<>(List.of(ARCHIVE_ROOT, ARCHIVE_COMPRESSION, ARCHIVE_MAX_PART_SIZE));
    options.addAll(RawRecordSources.OPTIONS);
    options.add(DoctorOptions.DOCTOR);
    options.addAll(ExecutionOptions.ALL);
    return List.copyOf(options);
  }
}
