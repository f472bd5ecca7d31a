package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.SourceSystem;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * What is in an archive: its topics and streams, and the finished objects of each.
 *
 * <p>What is being written is left out: {@code FileSink} gives it a name with a dot or an
 * underscore in front, and counts the objects of one writer in a folder, {@code part-WRITER-0},
 * {@code part-WRITER-1}, ..., of which it finishes a later one never before an earlier one's
 * checkpoint. So a number that is missing before another one is an object which was deleted. Of the
 * last objects of a writer, and of whole folders, nothing tells that they were.
 */
final class ArchiveListing {

  private static final Pattern PART = Pattern.compile("(part-.+)-(\\d+)(\\.json[.a-z]*)");
  private static final long HOURS_PER_DAY = 24;

  private final Path raw;

  ArchiveListing(String root) {
    this.raw = new Path(root, "raw");
  }

  /** The topics and streams of which there are objects. */
  List<ArchivePrefix> prefixes() throws IOException {
    List<ArchivePrefix> prefixes = new ArrayList<>();
    for (SourceSystem system : SourceSystem.values()) {
      for (FileStatus child : ArchiveFolder.finished(new Path(raw, ArchivePrefix.folder(system)))) {
        prefixes.add(new ArchivePrefix(system, child.getPath().getName()));
      }
    }
    return prefixes;
  }

  /** The objects of a topic or stream in the folders which may hold records of the times. */
  List<FileStatus> objects(ArchivePrefix prefix, TimeRange times) throws IOException {
    List<FileStatus> objects = new ArrayList<>();
    for (FileStatus day : ArchiveFolder.finished(new Path(raw, prefix.toString()))) {
      Instant midnight = midnight(day.getPath());
      if (times.meets(midnight, HOURS_PER_DAY)) {
        for (FileStatus hour : ArchiveFolder.finished(day.getPath())) {
          if (times.meets(midnight.plusSeconds(3600L * hour(hour.getPath())), 1)) {
            objects.addAll(objects(hour.getPath()));
          }
        }
      }
    }
    return objects;
  }

  private static List<FileStatus> objects(Path folder) throws IOException {
    List<FileStatus> objects = ArchiveFolder.finished(folder);
    Map<String, TreeSet<Long>> numbers = new HashMap<>();
    Map<String, String> suffixes = new HashMap<>();
    for (FileStatus object : objects) {
      String name = object.getPath().getName();
      Matcher part = PART.matcher(name);
      if (object.isDir() || !part.matches() || ArchiveCompression.ofObject(name).isEmpty()) {
        throw ArchiveErrors.unknownObject(object.getPath());
      }
      numbers
          .computeIfAbsent(part.group(1), writer -> new TreeSet<>())
          .add(Long.valueOf(part.group(2)));
      suffixes.put(part.group(1), part.group(3));
    }
    for (Map.Entry<String, TreeSet<Long>> writer : numbers.entrySet()) {
      long expected = 0;
      for (long number : writer.getValue()) {
        if (number != expected) {
          String name = writer.getKey() + '-' + expected + suffixes.get(writer.getKey());
          throw ArchiveErrors.deleted(new Path(folder, name));
        }
        expected++;
      }
    }
    return objects;
  }

  private static Instant midnight(Path day) throws IOException {
    String name = day.getName();
    try {
      return LocalDate.parse(name.substring(name.indexOf('=') + 1))
          .atStartOfDay()
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw ArchiveErrors.unknownObject(day);
    }
  }

  private static int hour(Path hour) throws IOException {
    String name = hour.getName();
    if (!name.matches("hour=[0-2]\\d")) {
      throw ArchiveErrors.unknownObject(hour);
    }
    return Integer.parseInt(name.substring(name.indexOf('=') + 1));
  }
}
