package io.pinflow.emulator;

import java.nio.file.Path;

/**
 * The file in which a run keeps its place.
 *
 * @param path the file; it is replaced atomically, so that its folder must be writable
 * @param resume whether to go on from the place it holds, or from the start of the source where
 *     there is no such file; otherwise the run starts anew and overwrites it
 */
public record ResumeFile(Path path, boolean resume) {

  /** Starts anew, and keeps the run's place. */
  public static ResumeFile startOver(Path path) {
    return new ResumeFile(path, false);
  }

  /** Goes on where the last run with this file stopped. */
  public static ResumeFile resume(Path path) {
    return new ResumeFile(path, true);
  }

  PlaceStore open(String source, String destination) {
    return resume
        ? PlaceStore.resume(path, source, destination)
        : PlaceStore.startOver(path, source, destination);
  }
}
