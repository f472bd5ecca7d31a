package io.pinflow.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A line of the file that tells what the jobs asked for when they ran beside real servers.
 *
 * @param resource {@code bucket}, {@code object/KEY} and the like, or {@code bucket?prefix=PREFIX}
 */
record AskedAction(String job, String action, String resource) {

  private static final Path FILE =
      Synthesized.MODULE.resolve("src/test/resources/observed-actions.txt");

  /** Of a line which tells the options that a job was given. */
  private static final String OPTIONS = "options";

  static List<AskedAction> all() {
    return lines().stream().filter(line -> !line.action().equals(OPTIONS)).toList();
  }

  /** The options of each job, with commas between, as the resources of lines. */
  static List<AskedAction> options() {
    return lines().stream().filter(line -> line.action().equals(OPTIONS)).toList();
  }

  private static List<AskedAction> lines() {
    try {
      return Files.readAllLines(FILE).stream()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", 3))
          .map(parts -> new AskedAction(parts[0], parts[1], parts[2]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link Policies} writes ARNs, of the stage whose names the jobs were given. */
  String arn() {
    int slash = resource.indexOf('/');
    String name = resource.substring(slash + 1);
    return switch (resource.split("[/?]", 2)[0]) {
      case "bucket" -> resource.replaceFirst("bucket", "~");
      case "cluster" -> "~";
      case "object" -> "~/" + name;
      case "topic" -> "~:topic/~/" + name;
      case "group" -> "~:group/~/" + name;
      case "stream" -> "arn:aws:kinesis:eu-west-1:~:stream/" + name;
      default -> throw new IllegalArgumentException("Of what kind is " + resource + "?");
    };
  }

  @Override
  public String toString() {
    return job + ' ' + action + ' ' + resource;
  }
}
