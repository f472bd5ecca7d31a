package io.pinflow.local.job;

import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.stack.Home;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What a home remembers of a job between its runs.
 *
 * @param jobId the id the cluster gave its last run
 * @param savepoint where its last run was saved when it was stopped
 */
record JobRecord(String job, String jobId, Optional<String> savepoint) {

  static Optional<JobRecord> read(Home home, String job) {
    Path file = file(home, job);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties stored = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      stored.load(reader);
    } catch (IOException e) {
      throw LocalErrors.io("reading " + file, e);
    }
    return Optional.of(
        new JobRecord(
            job,
            stored.getProperty("job-id", ""),
            Optional.ofNullable(stored.getProperty("savepoint"))));
  }

  void write(Home home) {
    Properties stored = new Properties();
    stored.setProperty("job-id", jobId);
    savepoint.ifPresent(place -> stored.setProperty("savepoint", place));
    Path file = file(home, job);
    try (Writer writer = Files.newBufferedWriter(file)) {
      stored.store(writer, "The last run of job " + job);
    } catch (IOException e) {
      throw LocalErrors.io("writing " + file, e);
    }
  }

  private static Path file(Home home, String job) {
    return home.jobs().resolve(job + ".properties");
  }
}
