package io.pinflow.delta.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLogStoreTest {

  @TempDir private Path folder;

  private final LogStore logStore = new LocalLogStore();

  @Test
  void ofManyWritersExactlyOneWinsEveryRace()
      throws IOException, ExecutionException, InterruptedException {
    int writers = 8;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      for (int race = 0; race < 50; race++) {
        Path target = folder.resolve(race + ".json");
        List<Callable<String>> puts = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          String content = "writer " + writer;
          puts.add(() -> wins(target, content) ? content : null);
        }
        List<String> winners = new ArrayList<>();
        for (Future<String> put : pool.invokeAll(puts)) {
          if (put.get() != null) {
            winners.add(put.get());
          }
        }
        assertThat(winners).hasSize(1);
        assertThat(target).hasContent(winners.get(0));
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(filesIn(folder)).as("no temporary file is left").hasSize(50);
  }

  @Test
  void keepsTheFirstContent() throws IOException {
    Path target = folder.resolve("0.json");
    put(target, "first");
    assertThatThrownBy(() -> put(target, "second")).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(target).hasContent("first");
  }

  private boolean wins(Path target, String content) throws IOException {
    try {
      put(target, content);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private void put(Path target, String content) throws IOException {
    logStore.put(
        new org.apache.flink.core.fs.Path(target.toUri()),
        content.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return List.of(files.toArray(Path[]::new));
    }
  }
}
