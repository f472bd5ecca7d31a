package io.pinflow.emulator.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 700, 32_767, 32_768, 65_535, 65_536, 65_537, 200_000, 1_000_000})
  void readsLinesOfAnyLengthOverTheEdgesOfItsBuffer(int length) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      lines.add(Character.toString('a' + i).repeat(length + i));
    }

    assertThat(read(String.join("\n", lines))).isEqualTo(lines);
    assertThat(read(String.join("\n\n", lines) + "\n\n")).isEqualTo(lines);
  }

  @Test
  void findsNothingInAFileOfLineEnds() throws IOException {
    assertThat(read("")).isEmpty();
    assertThat(read("\n")).isEmpty();
    assertThat(read("\n".repeat(100_000))).isEmpty();
  }

  private List<String> read(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("lines"), content);
    List<String> lines = new ArrayList<>();
    try (LineReader reader = LineReader.open(file)) {
      byte[] line;
      while ((line = reader.next()) != null) {
        lines.add(new String(line, US_ASCII));
      }
      assertThat(reader.next()).isNull();
    }
    assertThat(LineReader.count(file)).isEqualTo(lines.size());
    return lines;
  }
}
