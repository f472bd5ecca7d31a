package io.pinflow.delta.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.testing.S3Lake;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.TemporaryClassLoaderContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StorageOutputIT {

  @RegisterExtension static final S3Lake LAKE = new S3Lake();

  @Test
  void theThreadsOfFlinksS3PluginDoNotKeepTheClassLoaderOfTheJobThatWrites() throws IOException {
    Path file = new Path(LAKE.path("threads") + "/file");
    try (URLClassLoader job = new URLClassLoader(new URL[0])) {
      try (TemporaryClassLoaderContext ignored = TemporaryClassLoaderContext.of(job);
          FSDataOutputStream out = StorageOutput.create(file, FileSystem.WriteMode.NO_OVERWRITE)) {
        out.write("content".getBytes(UTF_8));
      }

      assertThat(uploadThreads())
          .isNotEmpty()
          .noneMatch(thread -> thread.getContextClassLoader() == job);
    }
    assertThat(new String(FlinkFiles.read(file), UTF_8)).isEqualTo("content");
  }

  private static List<Thread> uploadThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("s3a-transfer"))
        .collect(Collectors.toList());
  }
}
