package io.pinflow.benchmarks.delta;

import io.pinflow.delta.kernel.S3Options;
import io.pinflow.testing.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.apache.flink.core.plugin.PluginManager;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 server, reached through Flink's S3 plugin, and for counting through a proxy. */
final class S3Storage implements CommitStorage {

  private static final String BUCKET = "lake";
  private static final int UPLOAD_ATTEMPTS = 5;

  /** Where the build puts the plugin; relative to the repository's root. */
  private static final Path PLUGINS = Path.of("jobs", "benchmarks", "target", "flink-plugins");

  private final S3Server server;
  private final CountingProxy proxy;
  private final PluginManager plugins;
  private String endpoint;

  private S3Storage(S3Server server, CountingProxy proxy, PluginManager plugins) {
    this.server = server;
    this.proxy = proxy;
    this.plugins = plugins;
    use(server.endpoint().toString());
  }

  /**
   * @param tables local ones, of which the logs are put into the bucket
   */
  static S3Storage start(List<Path> tables) throws IOException {
    S3Server server = S3Server.start();
    server.createBucket(BUCKET);
    PluginManager plugins =
        new DefaultPluginManager(
            new DirectoryBasedPluginFinder(PLUGINS).findPlugins(),
            new String[] {"java.", "org.apache.flink.", "org.slf4j.", "org.apache.logging"});
    S3Storage storage =
        new S3Storage(server, CountingProxy.start(server.endpoint().getPort()), plugins);
    storage.upload(tables);
    return storage;
  }

  private void upload(List<Path> tables) throws IOException {
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(server.endpoint())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .build()) {
      for (Path table : tables) {
        upload(client, table);
      }
    }
  }

  private static void upload(S3Client client, Path table) throws IOException {
    try (Stream<Path> log = Files.list(table.resolve("_delta_log"))) {
      log.parallel()
          .forEach(
              file ->
                  upload(client, table.getFileName() + "/_delta_log/" + file.getFileName(), file));
    }
  }

  /** The server hangs up on an idle connection now and then. */
  private static void upload(S3Client client, String key, Path file) {
    for (int attempt = 1; ; attempt++) {
      try {
        client.putObject(put -> put.bucket(BUCKET).key(key), file);
        return;
      } catch (UncheckedIOException | SdkException e) {
        if (attempt == UPLOAD_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void use(String address) {
    endpoint = address;
    FileSystem.initialize(options(), plugins);
  }

  @Override
  public String name() {
    return "S3 server";
  }

  @Override
  public Configuration options() {
    Configuration options = new Configuration();
    options.set(S3Options.ENDPOINT, endpoint);
    options.set(S3Options.PATH_STYLE_ACCESS, true);
    options.set(S3Options.ACCESS_KEY, server.accessKey());
    options.set(S3Options.SECRET_KEY, server.secretKey());
    return options;
  }

  @Override
  public String path(String table) {
    return "s3://" + BUCKET + "/" + table;
  }

  @Override
  public void countTraffic() {
    use("http://127.0.0.1:" + proxy.port());
  }

  @Override
  public Traffic traffic() {
    return proxy.traffic();
  }

  @Override
  public void close() {
    proxy.close();
    server.close();
  }
}
