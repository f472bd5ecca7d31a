package io.pinflow.delta.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostReplyTest {

  @TempDir private Path folder;

  /** As when a client repeats a put by itself after a 5xx and then gets a 412. */
  @Test
  void aFileThatHasOurContentAlreadyIsOurs() throws IOException {
    FlinkOutputFile file = file("0.json");
    file.writeAtomically(bytes("ours"), false);
    file.writeAtomically(bytes("ours"), false);
    assertThat(folder.resolve("0.json")).hasContent("ours");
  }

  @Test
  void aFileThatHasOtherContentIsNot() throws IOException {
    Files.writeString(folder.resolve("0.json"), "theirs");
    assertThatThrownBy(() -> file("0.json").writeAtomically(bytes("ours"), false))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(folder.resolve("0.json")).hasContent("theirs");
  }

  @Test
  void overwritesWhereAsked() throws IOException {
    Files.writeString(folder.resolve("_last_checkpoint"), "old");
    file("_last_checkpoint").writeAtomically(bytes("new"), true);
    assertThat(folder.resolve("_last_checkpoint")).hasContent("new");
    assertThat(folder.toFile().list()).containsExactly("_last_checkpoint");
  }

  private FlinkOutputFile file(String name) {
    String path = folder.resolve(name).toUri().toString();
    return new FlinkOutputFile(new org.apache.flink.core.fs.Path(path), path, new LocalLogStore());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
