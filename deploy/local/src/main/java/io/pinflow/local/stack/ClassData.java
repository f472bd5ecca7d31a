package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of an installation's processes as their JVMs have parsed and verified them (class
 * data sharing): a part's next start maps them from a file instead of reading thousands of them
 * from jars. The first process of a part which ends in order writes the file; other jars or another
 * Java get a file of their own. Stacks of one installation share the files; a JVM which cannot use
 * one starts without it.
 */
final class ClassData {

  private static final String SUFFIX = ".jsa";

  /** The JVM's remarks on each class that cannot be kept would fill the part's log. */
  private static final String QUIET = "-Xlog:cds*=off";

  private final Path folder;

  ClassData(Path folder) {
    this.folder = folder;
  }

  /** The JVM's options with which a part uses the file, or writes it when it ends. */
  List<String> options(Part part, String classPath) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(part.label() + "-" + version(classPath) + SUFFIX);
      if (isComplete(file)) {
        return List.of("-XX:SharedArchiveFile=" + file, QUIET);
      }
      forgetOthers(part);
      return List.of("-XX:ArchiveClassesAtExit=" + file, QUIET);
    } catch (IOException e) {
      throw LocalErrors.io("looking for class data in " + folder, e);
    }
  }

  /** Of the Java and of each jar; a JVM refuses the file where they differ. */
  private static String version(String classPath) throws IOException {
    StringBuilder text = new StringBuilder(System.getProperty("java.home"));
    text.append(' ').append(System.getProperty("java.vm.version"));
    for (Path jar : jars(classPath)) {
      text.append('\n').append(jar).append(' ').append(Files.size(jar));
      text.append(' ').append(Files.getLastModifiedTime(jar).toMillis());
    }
    return Digest.of(text.toString()).substring(0, 16);
  }

  private static List<Path> jars(String classPath) throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      if (entry.endsWith("/*")) {
        try (Stream<Path> files = Files.list(Path.of(entry).getParent())) {
          files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
        }
      } else {
        jars.add(Path.of(entry));
      }
    }
    return jars;
  }

  /** A JVM writes the header last: one that was killed meanwhile has left zeros. */
  private static boolean isComplete(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() > 0;
    }
  }

  /** Those of jars that are gone; processes which have mapped one keep it. */
  private void forgetOthers(Part part) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(part.label() + "-") && name.endsWith(SUFFIX)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
