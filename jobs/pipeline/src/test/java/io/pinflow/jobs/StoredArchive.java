package io.pinflow.jobs;

import static java.util.stream.Collectors.toList;

import io.pinflow.jobs.archive.ArchivedLine;
import io.pinflow.jobs.source.RawRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.flink.util.FileUtils;

/** Reads what a job archived. */
final class StoredArchive {

  private final Path root;

  StoredArchive(Path root) {
    this.root = root;
  }

  /** Copies all objects, and gives the copies. */
  StoredArchive copyTo(Path folder) throws IOException {
    FileUtils.copy(
        new org.apache.flink.core.fs.Path(root.toUri()),
        new org.apache.flink.core.fs.Path(folder.toUri()),
        false);
    return new StoredArchive(folder);
  }

  /** The archive's objects. */
  List<Path> objects() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".json.gz"))
          .collect(toList());
    }
  }

  /** The size of all objects together. */
  long bytes() throws IOException {
    long bytes = 0;
    for (Path object : objects()) {
      bytes += Files.size(object);
    }
    return bytes;
  }

  /** The records of an object, in its order. */
  List<RawRecord> read(Path object) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(object))) {
      return ArchivedLine.parseAll(in.readAllBytes());
    }
  }

  /** The records of all objects of a folder. */
  List<RawRecord> readFolder(Path folder) throws IOException {
    List<RawRecord> records = new ArrayList<>();
    for (Path object : objects()) {
      if (object.startsWith(folder)) {
        records.addAll(read(object));
      }
    }
    return records;
  }
}
