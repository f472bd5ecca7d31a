package io.pinflow.delta.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.utils.FileStatus;
import io.pinflow.delta.testing.S3Lake;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class S3LogStoreIT {

  @RegisterExtension static final S3Lake LAKE = new S3Lake();

  @BeforeAll
  static void putObjects() throws IOException {
    java.nio.file.Path folder = LAKE.folder("table/_delta_log");
    Files.createDirectories(folder.resolve("_sidecars"));
    for (String name : List.of("1.json", "2.json", "3.json", "_last", "_sidecars/4.json")) {
      Files.writeString(folder.resolve(name), "1234");
    }
  }

  @Test
  void listsFromANameOn() throws IOException {
    List<FileStatus> files = listFrom("table/_delta_log/2.json", LAKE.options());
    assertThat(names(files)).containsExactly("2.json", "3.json", "_last");
    assertThat(files).extracting(FileStatus::getSize).containsOnly(4L);
    assertThat(files)
        .extracting(FileStatus::getModificationTime)
        .allSatisfy(time -> assertThat(System.currentTimeMillis() - time).isBetween(0L, 600_000L));
  }

  @Test
  void listsEverythingFromTheStart() throws IOException {
    assertThat(names(listFrom("table/_delta_log/0", LAKE.options())))
        .containsExactly("1.json", "2.json", "3.json", "_last");
  }

  @Test
  void saysWhenThereIsNoDirectory() {
    assertThatThrownBy(() -> listFrom("absent/_delta_log/0", LAKE.options()))
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void listsByThePluginWhereThePluginAloneHasCredentials() throws IOException {
    Configuration wrong = LAKE.options();
    wrong.set(S3Options.SECRET_KEY, "wrong");
    assertThat(names(listFrom("table/_delta_log/2.json", wrong)))
        .contains("2.json", "3.json", "_last");
  }

  private static List<FileStatus> listFrom(String key, Configuration options) throws IOException {
    try (LogStore store = new LogStoreByScheme(() -> new S3Settings(options).connect())) {
      return store.listFrom(new Path(LAKE.path(key)));
    }
  }

  private static List<String> names(List<FileStatus> files) {
    return files.stream()
        .map(file -> file.getPath().substring(LAKE.path("table/_delta_log/").length()))
        .collect(Collectors.toList());
  }
}
