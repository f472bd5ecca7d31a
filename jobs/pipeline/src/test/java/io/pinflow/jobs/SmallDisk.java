package io.pinflow.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real file system of a few megabytes, which only an administrator can mount. */
final class SmallDisk implements AutoCloseable {

  private static final int BLOCK = 4096;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Whether this process may mount one. */
  static boolean isPossible() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("small-disk");
    try (SmallDisk disk = new SmallDisk(folder)) {
      return disk.run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString());
    } finally {
      Files.deleteIfExists(folder);
    }
  }

  static SmallDisk mount(Path folder) throws IOException, InterruptedException {
    SmallDisk disk = new SmallDisk(folder);
    if (!disk.run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder.toString())) {
      throw new IllegalStateException("Cannot mount a disk at " + folder);
    }
    return disk;
  }

  Path folder() {
    return folder;
  }

  /** Leaves not one block free. */
  void fill() throws IOException {
    try (var out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(new byte[BLOCK]);
      }
    } catch (IOException e) {
      if (folder.toFile().getUsableSpace() > 0) {
        throw e;
      }
    }
  }

  void free() throws IOException {
    Files.delete(filler());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    boolean unused = run("umount", "-l", folder.toString());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  private boolean run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
