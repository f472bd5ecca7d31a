package io.pinflow.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pinflow.emulator.error.EmulatorErrors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Stores a run's place in a small JSON file, with what is sent and to where. The file is written
 * beside the old one, forced to the disk and renamed: at any moment there is a whole one.
 */
final class PlaceStore {

  private static final String FORMAT = "format";
  private static final String FORMAT_1 = "1";
  private static final String SOURCE = "source";
  private static final String DESTINATION = "destination";
  private static final String BEGUN = "begun";
  private static final String MARK = "mark";
  private static final String POSTS = "posts";
  private static final String REFUSED = "refused";

  private final Path file;
  private final String source;
  private final String destination;
  private final Place start;

  private PlaceStore(Path file, String source, String destination, Place start) {
    this.file = file;
    this.source = source;
    this.destination = destination;
    this.start = start;
  }

  static PlaceStore startOver(Path file, String source, String destination) {
    return new PlaceStore(file.toAbsolutePath(), source, destination, Place.START);
  }

  /**
   * Reads the place where the last run stopped: the start, if the file is missing.
   *
   * @throws io.pinflow.emulator.error.EmulatorException if the file is damaged or of another source
   *     or destination
   */
  static PlaceStore resume(Path path, String source, String destination) {
    Path file = path.toAbsolutePath();
    if (Files.notExists(file)) {
      return startOver(file, source, destination);
    }
    Map<String, String> fields = read(file);
    String format = field(file, fields, FORMAT);
    if (!format.equals(FORMAT_1)) {
      throw EmulatorErrors.resumeFileUnusable(file, "its format is '" + format + "' and not 1");
    }
    requireSame(file, SOURCE, field(file, fields, SOURCE), source);
    requireSame(file, DESTINATION, field(file, fields, DESTINATION), destination);
    try {
      Place place =
          new Place(
              Boolean.parseBoolean(field(file, fields, BEGUN)),
              Long.parseLong(field(file, fields, MARK)),
              Long.parseLong(field(file, fields, POSTS)),
              Long.parseLong(field(file, fields, REFUSED)));
      return new PlaceStore(file, source, destination, place);
    } catch (NumberFormatException e) {
      throw EmulatorErrors.resumeFileUnusable(file, e.getMessage());
    }
  }

  /** Where the run starts. */
  Place start() {
    return start;
  }

  /**
   * Stores a place durably.
   *
   * @throws io.pinflow.emulator.error.EmulatorException if the file cannot be written
   */
  void save(Place place) {
    Path next = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(json(place));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    } catch (IOException e) {
      throw EmulatorErrors.resumeFileUnwritable(file, e);
    }
  }

  private byte[] json(Place place) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField(FORMAT, 1);
      json.writeStringField(SOURCE, source);
      json.writeStringField(DESTINATION, destination);
      json.writeBooleanField(BEGUN, place.begun());
      json.writeNumberField(MARK, place.mark());
      json.writeNumberField(POSTS, place.posts());
      json.writeNumberField(REFUSED, place.refused());
      json.writeEndObject();
    }
    bytes.writeBytes("\n".getBytes(UTF_8));
    return bytes.toByteArray();
  }

  private static Map<String, String> read(Path file) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(Files.readAllBytes(file))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw EmulatorErrors.resumeFileUnusable(file, "it is no JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        fields.put(name, parser.getText());
        parser.skipChildren();
      }
      return fields;
    } catch (IOException e) {
      throw EmulatorErrors.resumeFileUnusable(file, e.getMessage());
    }
  }

  private static String field(Path file, Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw EmulatorErrors.resumeFileUnusable(file, "it has no '" + name + "'");
    }
    return value;
  }

  private static void requireSame(Path file, String what, String stored, String asked) {
    if (!stored.equals(asked)) {
      throw EmulatorErrors.resumesAnother(file, what, stored, asked);
    }
  }
}
