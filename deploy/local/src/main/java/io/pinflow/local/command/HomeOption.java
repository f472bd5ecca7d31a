package io.pinflow.local.command;

import io.pinflow.local.report.LocalErrors;
import io.pinflow.local.stack.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which stack a command works on. */
final class HomeOption {

  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = ".pinflow",
      description =
          "Where the stack keeps everything, below the current folder (default: ${DEFAULT-VALUE}).")
  private Path folder;

  /** Created where it is missing. */
  Home create() {
    return Home.at(folder);
  }

  /** For commands that make no sense without a stack. */
  Home existing() {
    if (!Home.existsAt(folder)) {
      throw Files.exists(folder) && !Files.isDirectory(folder)
          ? LocalErrors.missingFolder("--home", folder)
          : LocalErrors.notUp(folder);
    }
    return Home.at(folder);
  }

  boolean exists() {
    return Home.existsAt(folder);
  }
}
