package io.pinflow.delta.testing;

import io.pinflow.delta.kernel.S3Options;
import io.pinflow.testing.S3Server;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A bucket of a real S3 server, reached through Flink's S3 plugin in a class loader of its own, as
 * on a cluster.
 */
public final class S3Lake implements BeforeAllCallback, AfterAllCallback {

  private static final String BUCKET = "lake";

  /** Where the build puts the plugin. */
  private static final Path PLUGINS = Path.of("target", "flink-plugins");

  private S3Server server;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    server = S3Server.start();
    server.createBucket(BUCKET);
    FileSystem.initialize(
        options(),
        new DefaultPluginManager(
            new DirectoryBasedPluginFinder(PLUGINS).findPlugins(),
            new String[] {"java.", "org.apache.flink.", "org.slf4j.", "org.apache.log4j"}));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    FileSystem.initialize(new Configuration(), new DefaultPluginManager(List.of(), new String[0]));
    server.close();
  }

  /** The keys that a cluster's configuration would have. */
  public Configuration options() {
    Configuration options = new Configuration();
    options.set(S3Options.ENDPOINT, server.endpoint().toString());
    options.set(S3Options.PATH_STYLE_ACCESS, true);
    options.set(S3Options.ACCESS_KEY, server.accessKey());
    options.set(S3Options.SECRET_KEY, server.secretKey());
    return options;
  }

  public String path(String name) {
    return "s3://" + BUCKET + "/" + name;
  }

  /** Where the objects under {@link #path} lie on disk, for readers that know no S3. */
  public Path folder(String name) {
    return server.bucket(BUCKET).resolve(name);
  }
}
