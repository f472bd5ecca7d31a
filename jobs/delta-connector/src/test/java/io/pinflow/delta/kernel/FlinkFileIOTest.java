package io.pinflow.delta.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkFileIOTest {

  @TempDir private Path folder;
  private final FlinkFileIO fileIO = new FlinkFileIO(new LocalLogStore());

  @Test
  void listsInOrderFromAName() throws IOException {
    for (String name : List.of("3.json", "1.json", "2.json", ".0.json.tmp")) {
      Files.writeString(folder.resolve(name), name);
    }
    List<FileStatus> found = list(folder.resolve("2.json"));
    assertThat(found)
        .extracting(FileStatus::getPath)
        .containsExactly("file:" + folder.resolve("2.json"), "file:" + folder.resolve("3.json"));
    assertThat(found.get(0).getSize()).isEqualTo(6);
  }

  @Test
  void saysWhenThereIsNoDirectory() {
    assertThatThrownBy(() -> list(folder.resolve("absent/0.json")))
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void findsTheLogWhileOtherWritersTemporaryFilesComeAndGo()
      throws IOException, ExecutionException, InterruptedException {
    Files.writeString(folder.resolve("0.json"), "{}");
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<?> busy = pool.submit(() -> comeAndGo(done));
      for (int i = 0; i < 2_000; i++) {
        assertThat(list(folder.resolve("0.json"))).hasSize(1);
      }
      done.set(true);
      busy.get();
    } finally {
      pool.shutdownNow();
    }
  }

  private Void comeAndGo(AtomicBoolean done) throws IOException {
    while (!done.get()) {
      Path temporary = LocalFiles.temporarySibling(folder.resolve("1.json"));
      Files.writeString(temporary, "{}");
      Files.delete(temporary);
    }
    return null;
  }

  private List<FileStatus> list(Path from) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    try (CloseableIterator<FileStatus> files = fileIO.listFrom("file:" + from)) {
      files.forEachRemaining(found::add);
    }
    return found;
  }
}
