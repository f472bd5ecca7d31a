package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A home for a process that belongs to no stack, deleted when it is closed. */
public final class ScratchHome implements AutoCloseable {

  private final Home home;

  private ScratchHome(Home home) {
    this.home = home;
  }

  public static ScratchHome create() {
    try {
      return new ScratchHome(Home.at(Files.createTempDirectory("pinflow-")));
    } catch (IOException e) {
      throw LocalErrors.io("making a temporary folder", e);
    }
  }

  public Home home() {
    return home;
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(home.root())) {
      // What cannot be deleted is in the system's folder for such files, and is deleted by it.
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw LocalErrors.io("deleting " + home.root(), e);
    }
  }
}
