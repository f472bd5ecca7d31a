package io.pinflow.jobs.doctor;

import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.S3Reply;
import io.pinflow.delta.kernel.StorageProbe;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/**
 * Whether a job can work in a folder of S3 or of the local disk: lists it, and writes, reads and
 * deletes an object of its own there, by the file system and the client which the job uses.
 */
public final class FolderCheck implements Check {

  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Set<String> S3_SCHEMES = Set.of("s3", "s3a");

  /** Those which Flink's file system might take better, as it has more ways to get credentials. */
  private static final Set<S3Reply.Outcome> LEFT_TO_THE_FILE_SYSTEM =
      Set.of(S3Reply.Outcome.NO_REGION, S3Reply.Outcome.NO_CREDENTIALS);

  private final String option;
  private final String folder;
  private final boolean forTables;
  private final ReadableConfig s3;

  private FolderCheck(String option, String folder, boolean forTables, ReadableConfig s3) {
    this.option = option;
    this.folder = folder;
    this.forTables = forTables;
    this.s3 = s3;
  }

  /** Of a folder of plain files. */
  public static Check ofFiles(String option, String folder) {
    return ofFiles(option, folder, new Configuration());
  }

  /**
   * @param s3 settings which are stronger than those of Flink's configuration
   */
  static Check ofFiles(String option, String folder, ReadableConfig s3) {
    return withDisk(new FolderCheck(option, folder, false, s3), folder);
  }

  /** Of a folder of Delta tables, whose commits take a put that never replaces anything. */
  public static Check ofTables(String option, String folder) {
    return ofTables(option, folder, new Configuration());
  }

  /**
   * @param s3 settings which are stronger than those of Flink's configuration
   */
  static Check ofTables(String option, String folder, ReadableConfig s3) {
    return withDisk(new FolderCheck(option, folder, true, s3), folder);
  }

  private static Check withDisk(FolderCheck check, String folder) {
    URI uri = new Path(folder).toUri();
    return "file".equals(uri.getScheme())
        ? check.then(List.of(new DiskCheck(java.nio.file.Path.of(uri.getPath()))))
        : check;
  }

  @Override
  public String what() {
    return option + ' ' + folder;
  }

  @Override
  public List<Finding> run() throws IOException {
    List<Finding> findings = new ArrayList<>();
    try (StorageProbe probe = StorageProbe.create(s3)) {
      // Without the slash a bucket alone would have no path.
      Path path = new Path(folder + Path.SEPARATOR);
      if (S3_SCHEMES.contains(path.toUri().getScheme())) {
        findings.addAll(askS3(probe, path));
      }
      if (findings.stream().noneMatch(Finding::isError)) {
        findings.add(0, tryOut(probe, path));
      }
    } catch (UnsupportedFileSystemSchemeException e) {
      findings.add(
          Finding.warning(
              what(),
              "cannot be looked at from here: this process has no file system for it",
              "Have Flink's S3 plugin in plugins/ of the cluster; here FLINK_PLUGINS_DIR names it"));
    } catch (DeltaException e) {
      findings.add(Finding.error(what(), Reason.of(e), "Correct the s3.* settings of Flink"));
    }
    return findings;
  }

  private List<Finding> askS3(StorageProbe probe, Path path) {
    S3Reply reply = probe.list(path, PATIENCE);
    List<Finding> findings = new ArrayList<>();
    boolean left = !forTables && LEFT_TO_THE_FILE_SYSTEM.contains(reply.outcome());
    if (!left) {
      S3Findings.of(what(), path.toUri().getAuthority(), reply).ifPresent(findings::add);
    }
    reply.serverTime().flatMap(S3Findings::ofClock).ifPresent(findings::add);
    return findings;
  }

  private Finding tryOut(StorageProbe probe, Path path) throws IOException {
    FolderTrial trial = FolderTrial.in(path);
    try {
      trial.files();
      if (forTables) {
        trial.commit(probe);
      }
      trial.delete();
      return Finding.ok(
          what(),
          forTables
              ? "list, write, read, put if absent and delete work"
              : "list, write, read and delete work");
    } catch (StepFailure e) {
      return e.finding(what());
    } finally {
      trial.cleanUp();
    }
  }
}
