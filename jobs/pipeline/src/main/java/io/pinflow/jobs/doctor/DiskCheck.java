package io.pinflow.jobs.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The space left on the disk of a local folder, which need not exist yet. */
public final class DiskCheck implements Check {

  private static final long GIGABYTE = 1L << 30;
  private static final long FEW_BYTES = GIGABYTE;
  private static final long MEGABYTE = 1L << 20;

  private final Path folder;
  private final long fewBytes;

  public DiskCheck(Path folder) {
    this(folder, FEW_BYTES);
  }

  DiskCheck(Path folder, long fewBytes) {
    this.folder = folder;
    this.fewBytes = fewBytes;
  }

  @Override
  public String what() {
    return "disk of " + folder;
  }

  /** Coarse where there is much, so that it does not change from look to look. */
  private static String text(long bytes) {
    return bytes < 10 * GIGABYTE ? bytes / MEGABYTE + " MB" : bytes / GIGABYTE + " GB";
  }

  @Override
  public List<Finding> run() throws IOException {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    FileStore disk = Files.getFileStore(existing);
    String left = text(disk.getUsableSpace()) + " are free";
    return List.of(
        disk.getUsableSpace() >= fewBytes
            ? Finding.ok(what(), left)
            : Finding.warning(what(), "only " + left, "Make room, or give a folder elsewhere"));
  }
}
