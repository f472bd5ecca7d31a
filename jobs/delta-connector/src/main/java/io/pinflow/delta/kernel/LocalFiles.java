package io.pinflow.delta.kernel;

import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Listings and whole-file writes on the local disk, beyond what Flink's file system does. */
final class LocalFiles {

  private LocalFiles() {}

  /**
   * The files of a directory whose names do not sort before the file's; the others are not looked
   * at. A file may vanish while the directory is read, as other writers' temporary files do;
   * Flink's file system would then say that nothing is there at all.
   *
   * @throws FileNotFoundException if there is no such directory
   */
  static List<FileStatus> listFrom(org.apache.flink.core.fs.Path from) throws IOException {
    org.apache.flink.core.fs.Path directory = from.getParent();
    List<FileStatus> found = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            Path.of(directory.getPath()),
            file -> file.getFileName().toString().compareTo(from.getName()) >= 0)) {
      for (Path file : files) {
        status(directory + "/" + file.getFileName(), file).ifPresent(found::add);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      FileNotFoundException missing = new FileNotFoundException(directory.toString());
      missing.initCause(e);
      throw missing;
    }
    return found;
  }

  private static Optional<FileStatus> status(String name, Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          FileStatus.of(name, attributes.size(), attributes.lastModifiedTime().toMillis()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Hidden, so that neither a log listing nor another engine takes it for a log file. */
  static Path temporarySibling(Path target) {
    return target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
  }

  static void writeAndForce(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** Readers see the old content or the new one, never a part. */
  static void replace(Path target, byte[] content) throws IOException {
    Path temporary = temporarySibling(target);
    try {
      writeAndForce(temporary, content);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
