package io.pinflow.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.testing.HttpGate;
import io.pinflow.testing.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Folders of a real S3 server, through Flink's S3 plugin and the connector's own client. */
class S3FolderIT {

  private static final Path PLUGINS = Path.of("target", "flink-plugins");
  private static final String DENIED = "<Error><Code>AccessDenied</Code></Error>";

  private static S3Server server;

  @BeforeAll
  static void startServer() {
    server = S3Server.start();
    server.createBucket("lake");
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @AfterEach
  void forgetTheServer() throws IOException {
    FileSystem.initialize(new Configuration(), new DefaultPluginManager(List.of(), new String[0]));
    assertThat(objects()).as("what the doctor left").isEmpty();
  }

  @Test
  void triesAFolderOfTablesAndABucketOfFiles() throws Exception {
    assertThat(tables(server.endpoint(), server.secretKey(), "s3://lake/tables"))
        .containsExactly(
            "table-root s3://lake/tables: list, write, read, put if absent and delete work");
    assertThat(files(server.endpoint(), server.secretKey(), "s3://lake"))
        .containsExactly("archive-root s3://lake: list, write, read and delete work");
  }

  @Test
  void tellsOfAWrongKeyWithoutTellingIt() throws Exception {
    for (List<String> findings :
        List.of(
            tables(server.endpoint(), "wrong-secret", "s3://lake/tables"),
            files(server.endpoint(), "wrong-secret", "s3://lake/tables"))) {
      assertThat(findings)
          .singleElement()
          .asString()
          .contains("s3://lake/tables: S3 ", "credentials: ", "SignatureDoesNotMatch")
          .endsWith("Correct s3.access-key and s3.secret-key, or the environment's keys or role")
          .doesNotContain("wrong-secret");
    }
  }

  @Test
  void tellsOfABucketThatDoesNotExist() throws Exception {
    assertThat(tables(server.endpoint(), server.secretKey(), "s3://nowhere/tables"))
        .singleElement()
        .asString()
        .startsWith("table-root s3://nowhere/tables: there is no bucket 'nowhere': HTTP 404 ")
        .endsWith("Create it, or correct the folder; s3.endpoint says which server is asked");
  }

  @Test
  void tellsThatNothingAnswersAtTheEndpoint() throws Exception {
    URI nobody = URI.create("http://127.0.0.1:1");

    assertThat(files(nobody, server.secretKey(), "s3://lake/files"))
        .singleElement()
        .asString()
        .startsWith("archive-root s3://lake/files: S3 cannot be reached: ")
        .contains("Connection refused")
        .contains("correct s3.endpoint in Flink's configuration");
  }

  @Test
  void tellsOfABucketOfAnotherRegion() throws Exception {
    String moved =
        HttpGate.response(
            "301 Moved Permanently", "", "<Error><Code>PermanentRedirect</Code></Error>");

    try (HttpGate gate = HttpGate.before(server.endpoint(), head -> Optional.of(moved))) {
      assertThat(tables(gate.endpoint(), server.secretKey(), "s3://lake/tables"))
          .singleElement()
          .asString()
          .contains("the bucket 'lake' is in another region: HTTP 301 PermanentRedirect")
          .endsWith(
              "Set s3.endpoint.region, and s3.endpoint where it is given, to the bucket's region");
    }
  }

  @Test
  void tellsWhichRightIsMissing() throws Exception {
    String denied = HttpGate.response("403 Forbidden", "", DENIED);

    assertThat(through(head -> head.startsWith("PUT "), denied)).contains("may not write to it: ");
    assertThat(through(head -> head.contains("list-type=2") || head.contains("prefix="), denied))
        .contains("may not list it: ");
    assertThat(through(head -> ofProbe(head, "GET "), denied)).contains("may not read from it: ");
    assertThat(through(S3FolderIT::isConditional, denied))
        .contains("may not put if absent to it: ");
  }

  @Test
  void tellsOfARightToDeleteThatIsMissingAndWhatIsLeft() throws Exception {
    String denied = HttpGate.response("403 Forbidden", "", DENIED);

    assertThat(through(head -> head.startsWith("DELETE ") || head.contains("?delete"), denied))
        .contains("may not delete from it: ");
    List<Path> left = objects();
    assertThat(left).hasSize(2).allMatch(file -> file.toString().contains("_pinflow_probe_"));
    for (Path file : left) {
      Files.delete(file);
    }
  }

  @Test
  void tellsOfAServerThatDoesNotKeepCommitsApart() throws Exception {
    String replaced = HttpGate.response("200 OK", "ETag: \"0\"\r\n", "");

    assertThat(through(S3FolderIT::isConditional, replaced))
        .contains("cannot keep commits apart in it: ")
        .contains("the server does not know If-None-Match");
  }

  @Test
  void warnsOfAClockThatIsWrong() throws Exception {
    String list =
        HttpGate.response(
            "200 OK",
            "Date: Thu, 01 Jan 2026 00:00:00 GMT\r\n",
            "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>");

    try (HttpGate gate =
        HttpGate.before(
            server.endpoint(),
            head -> head.contains("max-keys=1&") ? Optional.of(list) : Optional.empty())) {
      assertThat(tables(gate.endpoint(), server.secretKey(), "s3://lake/tables"))
          .hasSize(2)
          .last()
          .asString()
          .matches("clock: is \\d+ min ahead of that of S3, .*");
    }
  }

  /** The one finding on a folder of tables where a gate answers some requests. */
  private static String through(Function<String, Boolean> refused, String response)
      throws Exception {
    try (HttpGate gate =
        HttpGate.before(
            server.endpoint(),
            head -> refused.apply(head) ? Optional.of(response) : Optional.empty())) {
      List<String> findings = tables(gate.endpoint(), server.secretKey(), "s3://lake/tables");
      assertThat(findings).hasSize(1);
      return findings.get(0);
    }
  }

  private static boolean ofProbe(String head, String method) {
    return head.startsWith(method + "/lake/tables/_pinflow_probe_");
  }

  private static boolean isConditional(String head) {
    return head.toLowerCase(Locale.ROOT).contains("if-none-match:");
  }

  private static List<String> tables(URI endpoint, String secret, String folder) throws Exception {
    return texts(FolderCheck.ofTables("table-root", folder, reach(endpoint, secret)));
  }

  private static List<String> files(URI endpoint, String secret, String folder) throws Exception {
    return texts(FolderCheck.ofFiles("archive-root", folder, reach(endpoint, secret)));
  }

  private static List<String> texts(Check check) throws Exception {
    return check.run().stream().map(Finding::toString).collect(Collectors.toList());
  }

  /** As a cluster whose configuration says so. */
  private static Configuration reach(URI endpoint, String secret) throws IOException {
    Configuration settings = new Configuration();
    settings.setString("s3.endpoint", endpoint.toString());
    settings.setString("s3.path.style.access", "true");
    settings.setString("s3.access-key", server.accessKey());
    settings.setString("s3.secret-key", secret);
    FileSystem.initialize(
        settings,
        new DefaultPluginManager(
            new DirectoryBasedPluginFinder(PLUGINS).findPlugins(),
            new String[] {"java.", "org.apache.flink.", "org.slf4j.", "org.apache.log4j"}));
    return settings;
  }

  private static List<Path> objects() throws IOException {
    try (Stream<Path> files = Files.walk(server.bucket("lake"))) {
      return new ArrayList<>(files.filter(Files::isRegularFile).collect(Collectors.toList()));
    }
  }
}
