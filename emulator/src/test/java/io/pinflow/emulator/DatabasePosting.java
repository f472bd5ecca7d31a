package io.pinflow.emulator;

import io.pinflow.emulator.route.KafkaRoute;
import io.pinflow.emulator.route.TopicNames;
import io.pinflow.emulator.source.database.DatabaseConfig;
import io.pinflow.emulator.source.database.DatabaseLogin;
import io.pinflow.emulator.source.database.DatabaseScan;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** An emulator in a process of its own, which a test can kill. Ends with 0 if all was posted. */
final class DatabasePosting {

  private DatabasePosting() {}

  /** Arguments: the database's URL, Kafka, the topics' id, the state file, posts per second. */
  public static void main(String[] arguments) throws InterruptedException {
    EmulatorReport report;
    try (DatabaseScan source =
            DatabaseScan.open(
                DatabaseConfig.of(arguments[0]),
                DatabaseLogin.find(Optional.empty(), System.getenv()));
        KafkaRoute route = KafkaRoute.create(arguments[1], TopicNames.of(arguments[2]), Map.of())) {
      report =
          Emulator.run(
              EmulatorConfig.defaults()
                  .withBatchRecords(50)
                  .withPostsPerSecond(Double.parseDouble(arguments[4])),
              source,
              route,
              ProgressListener.NONE,
              ResumeFile.resume(Path.of(arguments[3])));
    }
    System.out.println(report.earlierPosts() + " " + report.posts());
    System.exit(report.complete() ? 0 : 1);
  }
}
