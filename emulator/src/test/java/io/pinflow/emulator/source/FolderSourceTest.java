package io.pinflow.emulator.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.emulator.RealData;
import io.pinflow.emulator.error.EmulatorException;
import io.pinflow.schema.RecordKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderSourceTest {

  @TempDir private Path folder;

  @Test
  void makesPostsOfTheLinesAtTheSamePlaceAsLongAsThereAreSome() throws IOException {
    write("pin", "{\"index\":1}\n{\"index\":2}\n");
    write("geo", "{\"ind\":1}");
    write("user", "");

    try (FolderSource source = FolderSource.open(folder)) {
      assertThat(source.records()).hasValue(3);
      assertThat(texts(source.next())).containsExactly("PIN {\"index\":1}", "GEO {\"ind\":1}");
      assertThat(texts(source.next())).containsExactly("PIN {\"index\":2}");
      assertThat(source.next()).isEmpty();
    }
  }

  @Test
  void keepsEveryByteOfALineAndLeavesOutEmptyLines() throws IOException {
    write("pin", "\n{\"title\": \"a\u00a0\", \"n\": 1.50e3}\r\n\n\n  {\"a\":1}\n");
    write("geo", "");
    write("user", "");

    assertThat(payloads(RecordKind.PIN))
        .containsExactly(
            "{\"title\": \"a\u00a0\", \"n\": 1.50e3}\r".getBytes(UTF_8),
            "  {\"a\":1}".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "{\"a\":1",
        "{\"a\":1}}",
        "{\"a\":1} {\"b\":2}",
        "[1]",
        "null",
        "12",
        " {\"a\":1}",
        "{\"a\":1}\r",
        "{\"a\":01}",
        "{}{",
      })
  void marksWhatIsNotExactlyOneJsonObjectAsOpaque(String line) throws IOException {
    assertThat(isJson(line.getBytes(UTF_8))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"a\":{\"b\":[1,2,{\"c\":null}]}}", "{\"a\":\"}\u00a0🎄\\u0000\"}"})
  void marksJsonObjectsAsJson(String line) throws IOException {
    assertThat(isJson(line.getBytes(UTF_8))).isTrue();
  }

  @Test
  void marksInvalidUtf8AsOpaque() throws IOException {
    byte[] line = "{\"a\":\"x\"}".getBytes(UTF_8);
    line[6] = (byte) 0xff;

    assertThat(isJson(line)).isFalse();
  }

  @Test
  void namesAMissingFolder() {
    Path missing = folder.resolve("nowhere");

    assertThatThrownBy(() -> FolderSource.open(missing))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining(missing.toString())
        .hasMessageContaining("pin.jsonl, geo.jsonl, user.jsonl");
  }

  @Test
  void namesAMissingFile() throws IOException {
    write("pin", "");
    write("user", "");

    assertThatThrownBy(() -> FolderSource.open(folder))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining(folder.resolve("geo.jsonl").toString());
  }

  @Test
  void replaysTheRealRowsByteForByte() throws IOException {
    Path real = RealData.folder();
    for (RecordKind kind : RecordKind.values()) {
      ByteArrayOutputStream replayed = new ByteArrayOutputStream();
      try (FolderSource source = FolderSource.open(real)) {
        Optional<Post> post;
        while ((post = source.next()).isPresent()) {
          for (PostRecord record : post.get().records()) {
            if (record.kind() == kind) {
              assertThat(record.json()).isTrue();
              replayed.writeBytes(record.payload());
              replayed.write('\n');
            }
          }
        }
      }
      assertThat(replayed.toByteArray())
          .isEqualTo(Files.readAllBytes(real.resolve(kind.id() + ".jsonl")));
    }
  }

  private boolean isJson(byte[] line) throws IOException {
    Files.write(folder.resolve("pin.jsonl"), line);
    write("geo", "");
    write("user", "");
    try (FolderSource source = FolderSource.open(folder)) {
      return source.next().orElseThrow().records().get(0).json();
    }
  }

  private List<byte[]> payloads(RecordKind kind) {
    List<byte[]> payloads = new ArrayList<>();
    try (FolderSource source = FolderSource.open(folder)) {
      Optional<Post> post;
      while ((post = source.next()).isPresent()) {
        for (PostRecord record : post.get().records()) {
          if (record.kind() == kind) {
            payloads.add(record.payload());
          }
        }
      }
    }
    return payloads;
  }

  private static List<String> texts(Optional<Post> post) {
    return post.orElseThrow().records().stream()
        .map(record -> record.kind() + " " + new String(record.payload(), UTF_8))
        .toList();
  }

  private void write(String kind, String content) throws IOException {
    Files.writeString(folder.resolve(kind + ".jsonl"), content);
  }
}
