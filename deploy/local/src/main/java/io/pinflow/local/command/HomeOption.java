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
    return logged(Home.at(folder));
  }

  /** For commands that make no sense without a stack. */
  Home existing() {
    if (!Home.existsAt(folder)) {
      throw Files.exists(folder) && !Files.isDirectory(folder)
          ? LocalErrors.missingFolder("--home", folder)
          : LocalErrors.notUp(folder);
    }
    return logged(Home.at(folder));
  }

  /**
   * What libraries have to say goes to a file: the terminal is for the user. Set before the first
   * of them speaks.
   */
  private static Home logged(Home home) {
    System.setProperty(
        "org.slf4j.simpleLogger.logFile", home.logs().resolve("pinflow.log").toString());
    System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
    System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd HH:mm:ss,SSS");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    return home;
  }

  Path folder() {
    return folder.toAbsolutePath().normalize();
  }

  boolean exists() {
    return Home.existsAt(folder);
  }
}
