package io.pinflow.emulator.source.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.emulator.MariaDb;
import io.pinflow.emulator.RunningMariaDb;
import io.pinflow.emulator.error.EmulatorException;
import io.pinflow.emulator.secret.Secret;
import io.pinflow.emulator.source.Post;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.schema.RecordKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is read from a real MariaDB. */
@ExtendWith(RunningMariaDb.class)
class DatabaseSourcesIT {

  private final MariaDb server;
  private final String name = "posts_" + UUID.randomUUID().toString().replace('-', '_');
  private final DatabaseConfig config;

  DatabaseSourcesIT(MariaDb server) {
    this.server = server;
    this.config = DatabaseConfig.of(server.url(name));
  }

  @BeforeEach
  void createTables() {
    execute(
        "CREATE DATABASE " + name + " CHARACTER SET utf8mb4",
        "CREATE TABLE %s.pinterest_data (`index` INT, title TEXT, downloaded TINYINT(1))",
        "CREATE TABLE %s.geolocation_data (ind BIGINT, `timestamp` DATETIME(6), latitude DOUBLE)",
        "CREATE TABLE %s.user_data (ind INT, first_name VARCHAR(99), age SMALLINT)");
  }

  @Test
  void readsRowsOfOneKeyAsOnePostInTheOrderOfKeys() {
    execute(
        "INSERT INTO %s.pinterest_data VALUES (3,'c',1), (1,'a',0), (7,'g',1)",
        "INSERT INTO %s.geolocation_data VALUES (1,'2018-01-02 03:04:05',1.5), (3,NULL,-0.1)",
        "INSERT INTO %s.user_data VALUES (3,'Ann',20), (4,'Bob',21), (1,NULL,NULL)");

    assertThat(posts(DatabaseScan.open(config, server.login())))
        .containsExactly(
            List.of(
                "{\"index\":1,\"title\":\"a\",\"downloaded\":0}",
                "{\"ind\":1,\"timestamp\":\"2018-01-02 03:04:05\",\"latitude\":1.5}",
                "{\"ind\":1,\"first_name\":null,\"age\":null}"),
            List.of(
                "{\"index\":3,\"title\":\"c\",\"downloaded\":1}",
                "{\"ind\":3,\"timestamp\":null,\"latitude\":-0.1}",
                "{\"ind\":3,\"first_name\":\"Ann\",\"age\":20}"),
            List.of("{\"ind\":4,\"first_name\":\"Bob\",\"age\":21}"),
            List.of("{\"index\":7,\"title\":\"g\",\"downloaded\":1}"));
  }

  @Test
  void keepsTextAsItIs() {
    String text = " \u00a0é \"quoted\" \\ \t\n' \ud83d\udccc\u00a0 ";
    execute(
        "INSERT INTO %s.pinterest_data VALUES (1, CONVERT(UNHEX('"
            + hex(text)
            + "') USING utf8mb4), 0)");

    PostRecord record = records(DatabaseScan.open(config, server.login())).get(0);

    assertThat(record.json()).isTrue();
    assertThat(new String(record.payload(), UTF_8))
        .isEqualTo(
            "{\"index\":1,\"title\":\""
                + text.replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("\t", "\\t")
                    .replace("\n", "\\n")
                + "\",\"downloaded\":0}");
  }

  @Test
  void writesEachColumnTypeAsItsValue() {
    execute(
        "CREATE TABLE %s.types (k INT, d DECIMAL(30,10), f FLOAT, dt DATE, ts TIMESTAMP(3) NULL,"
            + " u INT UNSIGNED, b VARBINARY(9), y YEAR, js JSON, fraction DATETIME(6))",
        "SET time_zone = '+00:00'",
        "INSERT INTO %s.types VALUES (1, 12345678901234567890.5, 0.25, '2020-02-29',"
            + " '2020-02-29 23:59:59.125', 4294967295, UNHEX('00FF'), 2020, '{\"a\": 1}',"
            + " '2020-01-01 00:00:00.000001')");
    DatabaseConfig types =
        config
            .withTable(RecordKind.PIN, new DatabaseTable(name + ".types", "k"))
            .withTimestamps(TimestampForm.ISO);

    assertThat(posts(DatabaseScan.open(types, server.login())))
        .containsExactly(
            List.of(
                "{\"k\":1,\"d\":12345678901234567890.5000000000,\"f\":0.25,\"dt\":\"2020-02-29\","
                    + "\"ts\":\"2020-02-29T23:59:59.125000\",\"u\":4294967295,\"b\":\"AP8=\","
                    + "\"y\":2020,\"js\":\"{\\\"a\\\": 1}\","
                    + "\"fraction\":\"2020-01-01T00:00:00.000001\"}"));
  }

  @Test
  void losesNoRowAtTheEndOfAPageNorOneWithoutAKey() {
    String rows =
        IntStream.range(0, 40)
            .mapToObj(i -> "(" + (i < 6 ? "NULL" : Integer.toString(i / 7)) + ",'row " + i + "',1)")
            .collect(Collectors.joining(","));
    execute("INSERT INTO %s.pinterest_data VALUES " + rows);

    for (int pageRows : new int[] {1, 2, 7, 8, 39, 40, 41}) {
      List<PostRecord> records = records(DatabaseScan.open(config, server.login(), pageRows));
      assertThat(records)
          .extracting(record -> new String(record.payload(), UTF_8).replaceAll(".*row |\".*", ""))
          .as("pages of %s rows", pageRows)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 40).mapToObj(Integer::toString).toList());
    }
  }

  @Test
  void goesOnAfterAnyPost() {
    execute(
        "INSERT INTO %s.pinterest_data VALUES (NULL,'?',1),(1,'a',1),(3,'c',1),(3,'d',1),(9,'e',1)",
        "INSERT INTO %s.user_data VALUES (2,'B',1),(3,'C',1)");
    List<List<String>> all = posts(DatabaseScan.open(config, server.login()));
    assertThat(all).hasSize(5);

    for (int read = 1; read <= all.size(); read++) {
      long mark;
      try (PostSource source = DatabaseScan.open(config, server.login(), 2)) {
        for (int i = 0; i < read; i++) {
          assertThat(source.next()).isPresent();
        }
        mark = source.mark();
      }
      PostSource rest = DatabaseScan.open(config, server.login(), 2);
      rest.startAfter(mark);
      List<List<String>> left = all.subList(read, all.size());
      assertThat(rest.records()).hasValue(left.stream().mapToLong(List::size).sum());
      assertThat(posts(rest)).isEqualTo(left);
    }
  }

  @Test
  void drawsTheSamePostsOfASeedAndGoesOnAfterAny() {
    fillWithKeysFrom0To(49);
    DrawsConfig draws = new DrawsConfig(7, 1_200, 59);

    List<List<String>> drawn = posts(DatabaseDraws.open(config, server.login(), draws));

    assertThat(posts(DatabaseDraws.open(config, server.login(), draws))).isEqualTo(drawn);
    assertThat(posts(DatabaseDraws.open(config, server.login(), new DrawsConfig(8, 1_200, 59))))
        .isNotEqualTo(drawn);
    // Ten of sixty keys have no row: about 1,000 of 1,200 draws make a post of three records.
    assertThat(drawn).hasSizeBetween(930, 1_070).allSatisfy(post -> assertThat(post).hasSize(3));
    assertThat(drawn.stream().distinct()).hasSize(50);

    PostSource source = DatabaseDraws.open(config, server.login(), draws);
    for (int i = 0; i < 700; i++) {
      assertThat(source.next()).isPresent();
    }
    PostSource rest = DatabaseDraws.open(config, server.login(), draws);
    rest.startAfter(source.mark());
    source.close();
    assertThat(posts(rest)).isEqualTo(drawn.subList(700, drawn.size()));
  }

  @Test
  void goesOnOverALostConnection() {
    fillWithKeysFrom0To(9);
    try (PostSource source = DatabaseScan.open(config, server.login(), 3)) {
      assertThat(source.next()).isPresent();
      killConnections();

      assertThat(IntStream.range(1, 10).mapToObj(i -> source.next()).allMatch(Optional::isPresent))
          .isTrue();
      assertThat(source.next()).isEmpty();
    }
  }

  @Test
  void saysWhatIsWrongWithoutThePassword() {
    Secret wrong = Secret.of("very-secret");
    assertThatThrownBy(() -> DatabaseScan.open(config, new DatabaseLogin("emulator", wrong)))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("127.0.0.1")
        .hasMessageContaining("Access denied")
        .hasMessageNotContaining("very-secret");

    try (PostSource source =
        DatabaseScan.open(
            config.withTable(RecordKind.GEO, new DatabaseTable("missing", "ind")),
            server.login())) {
      assertThatThrownBy(source::next)
          .isInstanceOf(EmulatorException.class)
          .hasMessageContaining("read table missing")
          .hasMessageNotContaining(server.password());
    }
    fillWithKeysFrom0To(1);
    try (PostSource source =
        DatabaseScan.open(
            config.withTable(RecordKind.PIN, new DatabaseTable("pinterest_data", "title")),
            server.login())) {
      assertThatThrownBy(source::next)
          .isInstanceOf(EmulatorException.class)
          .hasMessageContaining("key column of table pinterest_data 'title'");
    }
  }

  private void fillWithKeysFrom0To(int last) {
    for (String table : List.of("pinterest_data", "geolocation_data", "user_data")) {
      execute(
          IntStream.rangeClosed(0, last)
              .mapToObj(key -> "(" + key + ",NULL,NULL)")
              .collect(Collectors.joining(",", "INSERT INTO %s." + table + " VALUES ", "")));
    }
  }

  private void killConnections() {
    server.execute("KILL USER " + server.user());
  }

  private void execute(String... statements) {
    server.execute(
        Arrays.stream(statements).map(sql -> sql.replace("%s", name)).toArray(String[]::new));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }

  private static List<List<String>> posts(PostSource source) {
    List<List<String>> posts = new ArrayList<>();
    try (source) {
      Optional<Post> post;
      while ((post = source.next()).isPresent()) {
        posts.add(
            post.get().records().stream()
                .map(record -> new String(record.payload(), UTF_8))
                .toList());
      }
    }
    return posts;
  }

  private static List<PostRecord> records(PostSource source) {
    List<PostRecord> records = new ArrayList<>();
    try (source) {
      Optional<Post> post;
      while ((post = source.next()).isPresent()) {
        records.addAll(post.get().records());
      }
    }
    return records;
  }
}
