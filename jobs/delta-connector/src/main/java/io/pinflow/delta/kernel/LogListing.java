package io.pinflow.delta.kernel;

import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Listings of a local directory which a reader of a table's log may rely on. A directory of a local
 * disk may change while it is listed: an older commit is overlooked and a younger one, or its
 * checksum, is seen. Kernel takes that for a broken log. (Object stores list in the order of names,
 * which is that of commits.)
 */
final class LogListing {

  /** Some gaps are there to stay, in the part of a log that is being deleted. */
  private static final int ATTEMPTS = 5;

  /** Lists a directory. */
  @FunctionalInterface
  interface Source {

    List<FileStatus> list() throws IOException;
  }

  private LogListing() {}

  /** Lists until no commit seems to be overlooked; leaves out checksums of commits not seen. */
  static List<FileStatus> of(Source directory) throws IOException {
    List<FileStatus> files = directory.list();
    for (int attempt = 1; attempt < ATTEMPTS && hasGap(files); attempt++) {
      files = directory.list();
    }
    long last = commits(files).max();
    return files.stream()
        .filter(
            file ->
                !FileNames.isChecksumFile(file.getPath())
                    || FileNames.checksumVersion(file.getPath()) <= last)
        .collect(Collectors.toList());
  }

  private static boolean hasGap(List<FileStatus> files) {
    Commits commits = commits(files);
    return commits.count > 0 && commits.max - commits.min + 1 != commits.count;
  }

  private static Commits commits(List<FileStatus> files) {
    Commits commits = new Commits();
    for (FileStatus file : files) {
      if (FileNames.isCommitFile(file.getPath())) {
        long version = FileNames.deltaVersion(file.getPath());
        commits.min = Math.min(commits.min, version);
        commits.max = Math.max(commits.max, version);
        commits.count++;
      }
    }
    return commits;
  }

  private static final class Commits {

    private long min = Long.MAX_VALUE;
    private long max = -1;
    private long count;

    long max() {
      return max;
    }
  }
}
