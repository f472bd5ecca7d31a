package io.pinflow.emulator.source;

import io.pinflow.emulator.error.EmulatorErrors;
import io.pinflow.schema.RecordKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Replays {@code pin.jsonl}, {@code geo.jsonl} and {@code user.jsonl} of a folder.
 *
 * <p>Every line is one record, byte for byte as it stands in the file; empty lines are left out. A
 * post is made of the lines at the same place in each file, as long as a file has lines left. Lines
 * which are no JSON object are sent too, as opaque bytes: what to make of them is the pipeline's.
 */
public final class FolderSource implements PostSource {

  private final String identity;
  private final Map<RecordKind, LineReader> readers;
  private long records;
  private long read;
  private final JsonObjects jsonObjects = new JsonObjects();

  private FolderSource(String identity, Map<RecordKind, LineReader> readers, long records) {
    this.identity = identity;
    this.readers = readers;
    this.records = records;
  }

  /**
   * Opens a folder.
   *
   * @throws io.pinflow.emulator.error.EmulatorException if the folder or one of its three files is
   *     missing or cannot be read
   */
  public static FolderSource open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw EmulatorErrors.folderMissing(folder);
    }
    for (RecordKind kind : RecordKind.values()) {
      if (!Files.isRegularFile(file(folder, kind))) {
        throw EmulatorErrors.fileMissing(file(folder, kind));
      }
    }
    long records = 0;
    Map<RecordKind, LineReader> readers = new EnumMap<>(RecordKind.class);
    for (RecordKind kind : RecordKind.values()) {
      records += LineReader.count(file(folder, kind));
      readers.put(kind, LineReader.open(file(folder, kind)));
    }
    return new FolderSource(identity(folder), readers, records);
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public void startAfter(long mark) {
    while (read < mark) {
      Optional<Post> skipped = next();
      if (skipped.isEmpty()) {
        return;
      }
      records -= skipped.get().records().size();
    }
  }

  /** The number of posts read. */
  @Override
  public long mark() {
    return read;
  }

  @Override
  public OptionalLong records() {
    return OptionalLong.of(records);
  }

  @Override
  public Optional<Post> next() {
    List<PostRecord> post = new ArrayList<>(readers.size());
    readers.forEach(
        (kind, reader) -> {
          byte[] line = reader.next();
          if (line != null) {
            post.add(new PostRecord(kind, line, jsonObjects.isObject(line)));
          }
        });
    if (post.isEmpty()) {
      return Optional.empty();
    }
    read++;
    return Optional.of(new Post(post));
  }

  @Override
  public void close() {
    readers.values().forEach(LineReader::close);
  }

  /** The folder, and its files' sizes: a file that has changed is another source. */
  private static String identity(Path folder) {
    try {
      StringBuilder identity = new StringBuilder("files of ").append(folder.toRealPath());
      for (RecordKind kind : RecordKind.values()) {
        identity
            .append(", ")
            .append(kind.id())
            .append(' ')
            .append(Files.size(file(folder, kind)))
            .append(" bytes");
      }
      return identity.toString();
    } catch (IOException e) {
      throw EmulatorErrors.fileUnreadable(folder, e);
    }
  }

  private static Path file(Path folder, RecordKind kind) {
    return folder.resolve(kind.id() + ".jsonl");
  }
}
