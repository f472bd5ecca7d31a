package io.pinflow.emulator.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinflow.emulator.error.EmulatorErrors;
import io.pinflow.emulator.gateway.api.ApiDocument;
import io.pinflow.emulator.gateway.api.ApiKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the API definition and the key. */
final class ApiFiles {

  private static final String BUILT_IN = "api.yaml";

  private ApiFiles() {}

  /** The document's text. */
  static String document(Path file) {
    if (file != null) {
      return read(file);
    }
    try (InputStream input = ApiDocument.class.getResourceAsStream(BUILT_IN)) {
      return new String(input.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the built-in API definition", e);
    }
  }

  /** What errors call the document. */
  static String place(Path file) {
    return file == null ? BUILT_IN : file.toString();
  }

  /** The key in a file, without the white space around it. */
  static ApiKey key(Path file) {
    if (file == null) {
      return ApiKey.none();
    }
    String key = read(file).strip();
    if (key.isEmpty() || key.lines().count() > 1) {
      throw EmulatorErrors.invalidSetting(
          "API key file", file, "it must hold one line, the key itself");
    }
    return ApiKey.of(key);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw EmulatorErrors.noSuchFile(file);
    } catch (IOException e) {
      throw EmulatorErrors.fileUnreadable(file, e);
    }
  }
}
