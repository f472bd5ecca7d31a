package io.pinflow.jobs.archive;

import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.SourceSystem;
import java.io.IOException;
import java.io.InputStream;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * Reads a whole archive object by object in the calling thread. For whoever looks for damage:
 * nothing that is broken keeps it from the rest. Immutable.
 */
public final class ArchiveObjects {

  private final Path raw;

  /**
   * The archive below a root.
   *
   * @param root as {@link ArchiveOptions#ARCHIVE_ROOT}
   */
  public ArchiveObjects(String root) {
    this.raw = new Path(root, "raw");
  }

  /**
   * The finished objects of topics or streams; none where there is no archive.
   *
   * @param wanted which topics or streams, by their names
   */
  public List<Path> list(SourceSystem system, Predicate<String> wanted) throws IOException {
    List<Path> objects = new ArrayList<>();
    for (FileStatus folder : ArchiveFolder.finished(new Path(raw, system.noun() + 's'))) {
      if (folder.isDir() && wanted.test(folder.getPath().getName())) {
        collect(folder.getPath(), objects);
      }
    }
    return objects;
  }

  /**
   * Reads an object to its end, or to where it is broken.
   *
   * @param records takes each record
   * @param broken takes the number of a line which is no record, and why
   * @throws IOException if what follows cannot be read
   */
  public static void read(Path object, Consumer<RawRecord> records, BiConsumer<Long, String> broken)
      throws IOException {
    ArchiveCompression compression =
        ArchiveCompression.ofObject(object.getName()).orElseThrow(IllegalArgumentException::new);
    ArchiveLineDecoder decoder = new ArchiveLineDecoder();
    try (InputStream stored = object.getFileSystem().open(object);
        InputStream in = compression.decompress(stored)) {
      LineScanner lines = new LineScanner(in);
      for (long line = 1; lines.next(); line++) {
        RawRecord record = null;
        try {
          record = decoder.decode(lines.bytes(), lines.from(), lines.to());
        } catch (ParseException e) {
          broken.accept(line, e.getMessage());
        }
        if (record != null) {
          records.accept(record);
        }
      }
    }
  }

  private static void collect(Path folder, List<Path> objects) throws IOException {
    for (FileStatus child : ArchiveFolder.finished(folder)) {
      if (child.isDir()) {
        collect(child.getPath(), objects);
      } else if (ArchiveCompression.ofObject(child.getPath().getName()).isPresent()) {
        objects.add(child.getPath());
      }
    }
  }
}
