package io.pinflow.delta.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** Writes commits of any kind into a table's log on the local disk, as other engines might. */
public final class LogWriter {

  private final Path log;

  public LogWriter(Path table) {
    this.log = table.resolve("_delta_log");
  }

  /** Makes a version of these actions. */
  public void commit(long version, String... actions) throws IOException {
    Files.writeString(file(version), String.join("\n", actions) + "\n");
  }

  /** Makes a version look as if it had been committed at this time. */
  public void setTime(long version, Instant time) throws IOException {
    Files.setLastModifiedTime(file(version), FileTime.from(time));
  }

  /** Takes a version from the log, as a clean-up does. */
  public void clean(long version) throws IOException {
    Files.delete(file(version));
  }

  private Path file(long version) {
    return log.resolve(String.format("%020d.json", version));
  }

  /** Adds a file of an unpartitioned table. */
  public static String add(String path, boolean dataChange) {
    return add(path, dataChange, "");
  }

  /**
   * @param partitionValues as in the log, e.g. {@code "day":"2024-03-31"}
   */
  public static String add(String path, boolean dataChange, String partitionValues) {
    return String.format(
        "{\"add\":{\"path\":\"%s\",\"partitionValues\":{%s},\"size\":10,\"modificationTime\":1,"
            + "\"dataChange\":%s,\"stats\":\"{\\\"numRecords\\\":3}\"}}",
        path, partitionValues, dataChange);
  }

  public static String remove(String path, boolean dataChange) {
    return String.format(
        "{\"remove\":{\"path\":\"%s\",\"deletionTimestamp\":1,\"dataChange\":%s}}",
        path, dataChange);
  }

  public static String protocol(String readerFeature) {
    return String.format(
        "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,\"readerFeatures\":[\"%s\"],"
            + "\"writerFeatures\":[\"%s\"]}}",
        readerFeature, readerFeature);
  }

  /**
   * @param schema in JSON
   */
  public static String metadata(String id, String schema, String properties) {
    return String.format(
        "{\"metaData\":{\"id\":\"%s\",\"format\":{\"provider\":\"parquet\",\"options\":{}},"
            + "\"schemaString\":\"%s\",\"partitionColumns\":[],\"configuration\":{%s},"
            + "\"createdTime\":1}}",
        id, schema.replace("\"", "\\\""), properties);
  }
}
