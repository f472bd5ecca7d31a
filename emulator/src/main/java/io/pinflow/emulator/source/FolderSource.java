package io.pinflow.emulator.source;

import io.pinflow.emulator.error.EmulatorErrors;
import io.pinflow.schema.RecordKind;
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

  private final Map<RecordKind, LineReader> readers;
  private final long records;
  private final JsonObjects jsonObjects = new JsonObjects();

  private FolderSource(Map<RecordKind, LineReader> readers, long records) {
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
    return new FolderSource(readers, records);
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
    return post.isEmpty() ? Optional.empty() : Optional.of(new Post(post));
  }

  @Override
  public void close() {
    readers.values().forEach(LineReader::close);
  }

  private static Path file(Path folder, RecordKind kind) {
    return folder.resolve(kind.id() + ".jsonl");
  }
}
