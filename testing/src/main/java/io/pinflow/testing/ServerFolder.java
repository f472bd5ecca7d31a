package io.pinflow.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One server's folder in {@code target/}: its configuration, its log and its data. */
final class ServerFolder {

  private final Path folder;

  private ServerFolder(Path folder) {
    this.folder = folder;
  }

  static ServerFolder create(String name) {
    try {
      Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
      Path folder = Files.createTempDirectory(target, name + "-");
      Files.createDirectory(folder.resolve("data"));
      return new ServerFolder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a folder for " + name, e);
    }
  }

  Path data() {
    return folder.resolve("data");
  }

  Path log() {
    return folder.resolve("server.log");
  }

  Path path(String file) {
    return folder.resolve(file);
  }

  Path write(String file, Map<String, String> properties) {
    return write(
        file,
        properties.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\") + "\n")
            .collect(Collectors.joining()));
  }

  Path write(String file, String text) {
    try {
      return Files.writeString(path(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path(file), e);
    }
  }

  void deleteData() {
    try (Stream<Path> files = Files.walk(data())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + data(), e);
    }
  }
}
