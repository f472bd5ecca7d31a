package io.pinflow.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where things are in the checkout that the tests run in. */
final class Repository {

  private Repository() {}

  /** The checkout's root: the nearest folder upwards that holds the Maven Wrapper. */
  static Path root() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        "No folder above " + Path.of("").toAbsolutePath() + " holds mvnw");
  }

  /** This module's own output folder. */
  static Path target() {
    return root().resolve("deploy/acceptance/target");
  }

  static boolean hasRealPosts() {
    return realPosts().isPresent();
  }

  /** The folder of real pin.jsonl, geo.jsonl and user.jsonl, where this machine has one. */
  static Optional<Path> realPosts() {
    return Stream.of(
            Path.of(System.getProperty("pinflow.shared.data", "")),
            root().resolve("../shared/data"))
        .filter(folder -> Files.isRegularFile(folder.resolve("pin.jsonl")))
        .map(folder -> folder.toAbsolutePath().normalize())
        .findFirst();
  }
}
