package io.pinflow.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds what other modules assemble for the processes that tests start. */
final class Runtimes {

  private Runtimes() {}

  /**
   * The class path entry of a server's jars: {@code <root>/deploy/runtime/NAME/target/NAME/lib/*}.
   */
  static String libraries(String name) {
    Path lib = repositoryRoot().resolve("deploy/runtime/" + name + "/target/" + name + "/lib");
    if (!Files.isDirectory(lib)) {
      throw new IllegalStateException(
          "the jars of the "
              + name
              + " server are not assembled: "
              + lib
              + " is missing; run ./mvnw package -pl deploy/runtime/"
              + name);
    }
    return lib.resolve("*").toString();
  }

  /** The script that runs the Kinesis server, if its module could install that. */
  static Optional<Path> kinesis() {
    Path script = repositoryRoot().resolve("deploy/runtime/kinesis/target/kinesis/server.cjs");
    return Optional.of(script).filter(Files::isRegularFile);
  }

  /** The class path of the Spark peer, which its module writes into {@code target}. */
  static String sparkPeer() {
    Path target = repositoryRoot().resolve("jobs/spark-peer/target");
    Path file = target.resolve("classpath.txt");
    try {
      return target.resolve("classes") + File.pathSeparator + Files.readString(file).trim();
    } catch (IOException e) {
      throw new IllegalStateException(
          "Spark's class path is not written: "
              + file
              + " is missing; run ./mvnw package -pl jobs/spark-peer",
          e);
    }
  }

  /** The nearest folder at or above the working directory which holds the Maven wrapper. */
  private static Path repositoryRoot() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    throw new IllegalStateException("no folder at or above " + start + " holds mvnw");
  }
}
