package io.pinflow.jobs;

import io.pinflow.testing.HttpGate;
import io.pinflow.testing.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real S3 server for the jobs of a class: Flink's S3 plugin reaches it as on a cluster, the Delta
 * connector's own client by what the AWS default chains read.
 */
final class SharedS3 implements BeforeAllCallback, AfterAllCallback {

  /** Where the build puts the plugin. */
  private static final Path PLUGINS = Path.of("target", "flink-plugins");

  private static final String[] FROM_THE_PARENT = {
    "java.", "org.apache.flink.", "org.slf4j.", "org.apache.log4j"
  };

  private final Map<String, String> replaced = new HashMap<>();

  /** Null where nothing is to be answered in the server's stead. */
  private final Function<String, Optional<String>> answers;

  private S3Server server;
  private HttpGate gate;

  SharedS3() {
    this(null);
  }

  /**
   * @param answers as {@link HttpGate#before}, to requests of Flink's plugin
   */
  SharedS3(Function<String, Optional<String>> answers) {
    this.answers = answers;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    server = S3Server.start();
    gate = answers == null ? null : HttpGate.before(server.endpoint(), answers);
    set("aws.endpointUrlS3", server.endpoint().toString());
    set("aws.region", "us-east-1");
    set("aws.accessKeyId", server.accessKey());
    set("aws.secretAccessKey", server.secretKey());
    FileSystem.initialize(
        pluginOptions(),
        new DefaultPluginManager(
            new DirectoryBasedPluginFinder(PLUGINS).findPlugins(), FROM_THE_PARENT));
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    FileSystem.initialize(new Configuration(), new DefaultPluginManager(List.of(), new String[0]));
    replaced.forEach(
        (key, value) -> {
          if (value == null) {
            System.clearProperty(key);
          } else {
            System.setProperty(key, value);
          }
        });
    if (gate != null) {
      gate.close();
    }
    server.close();
  }

  S3Server server() {
    return server;
  }

  private Configuration pluginOptions() {
    return Configuration.fromMap(
        Map.of(
            "s3.endpoint",
            (gate == null ? server.endpoint() : gate.endpoint()).toString(),
            "s3.path.style.access",
            "true",
            "s3.access-key",
            server.accessKey(),
            "s3.secret-key",
            server.secretKey(),
            // Tests wait for failures.
            "s3.attempts.maximum",
            "2",
            "s3.retry.limit",
            "2"));
  }

  private void set(String key, String value) {
    replaced.put(key, System.getProperty(key));
    System.setProperty(key, value);
  }
}
