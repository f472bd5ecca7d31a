package io.pinflow.jobs.verify;

import io.pinflow.jobs.archive.ArchiveObjects;
import io.pinflow.jobs.archive.ArchiveOptions;
import io.pinflow.jobs.clean.CleanOptions;
import io.pinflow.jobs.config.ConfigurationException;
import io.pinflow.jobs.config.JobArguments;
import io.pinflow.jobs.config.SettingsReader;
import io.pinflow.jobs.source.SourceSystem;
import io.pinflow.jobs.tables.ClientProcess;
import io.pinflow.schema.CleaningLimits;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/**
 * {@code verify --archive-root URI --table-root URI}, with the options by which the jobs reach
 * Kafka and Kinesis: accounts for every position of every partition and shard, and prints a line
 * for each, a total, and what is wrong:
 *
 * <pre>{@code
 * source                | broker | archive | clean | duplicate | quarantined | pending | lost | doubled
 * kafka://pinflow.pin/0 |   2500 |    2500 |  2100 |       380 |          20 |       0 |    0 |       0
 * total                 |   2500 |    2500 |  2100 |       380 |          20 |       0 |    0 |       0
 *
 * Every position is accounted for exactly once.
 * }</pre>
 *
 * <p>Without a broker the archive is taken for all there is. Runs in a JVM of its own, which it
 * ends: with 0 if every position is accounted for exactly once; with 3 if not; with 2 if what was
 * asked for cannot be done, the reason being the last line of its output; with 1 if doing it
 * failed.
 */
public final class VerifyCommand {

  /** Ends the JVM of a verification that has found something. */
  public static final int NOT_ACCOUNTED_FOR = 3;

  private static final String NAME = "verify";

  private VerifyCommand() {}

  public static void main(String[] args) {
    ClientProcess.require(NAME, VerifyCommand.class);
    // An S3 client's threads would keep the JVM.
    System.exit(run(args, System.out, System.err));
  }

  /** Does everything but ending the JVM; returns the status to end it with. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      SettingsReader settings =
          JobArguments.of(args).settingsOf(NAME, Map.of(NAME, VerifyOptions.ALL));
      Verification verification = verification(settings);
      Report report = verification.run();
      out.print(report.text());
      return report.isClean() ? 0 : NOT_ACCOUNTED_FOR;
    } catch (ConfigurationException e) {
      out.println(String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "));
      return 2;
    } catch (IOException | RuntimeException e) {
      err.println("Not everything can be read: " + (e.getMessage() == null ? e : e.getMessage()));
      return 1;
    }
  }

  private static Verification verification(SettingsReader settings) {
    String archiveRoot = settings.get(ArchiveOptions.ARCHIVE_ROOT);
    String tableRoot = settings.get(CleanOptions.TABLE_ROOT);
    CleaningLimits limits =
        CleaningLimits.of(
            Math.toIntExact(settings.get(CleanOptions.MAX_RECORD_SIZE).getBytes()),
            settings.get(CleanOptions.MAX_NESTING_DEPTH));
    Duration wait = settings.get(VerifyOptions.WAIT);
    List<HeldPositions> brokers = new ArrayList<>();
    for (SourceSystem system : SourceSystem.readBy(settings)) {
      brokers.add(
          system == SourceSystem.KAFKA
              ? KafkaPositions.of(settings)
              : KinesisPositions.of(settings));
    }
    settings.finish();

    Configuration flink = ClientProcess.startFileSystems();
    StoredTables tables = new StoredTables(tableRoot, flink);
    ArchivedPositions archive = new ArchivedPositions(new ArchiveObjects(archiveRoot));
    Look look = new Look(tables, archive, brokers, new DuplicateSearch(archive, tables, limits));
    return new Verification(look::take, wait, System::nanoTime, Pause::of);
  }
}
