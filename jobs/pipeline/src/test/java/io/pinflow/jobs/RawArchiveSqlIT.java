package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.archive.ArchivedLine;
import io.pinflow.jobs.source.KafkaPosition;
import io.pinflow.jobs.source.RawRecord;
import io.pinflow.jobs.source.RecordHeader;
import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What RawArchiveJob wrote, read by the tables of sql/tables.sql. */
@ExtendWith(SharedBroker.class)
class RawArchiveSqlIT {

  private static final String TOPIC = "raw-archive.sql";

  private static final String ODD_KEY = "odd";

  /** Which SQL shows in other words, and must not fail at. */
  private static final List<String> ODD_JSON =
      List.of(
          "{\"a\":1e400}",
          "{\"a\":1,\"a\":2}",
          "{\"a\":\"\\ud83c\"}",
          "{\"a\":" + "9".repeat(900) + "}",
          "{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}",
          "-0.0",
          "\"text\"");

  /** As docs/raw-archive.md has it. */
  private static final String EXACT_PAYLOADS =
      "SELECT SUBSTRING(line FROM POSITION('],\"value\":' IN line) + 10"
          + " FOR CHAR_LENGTH(line) - POSITION('],\"value\":' IN line) - 10) AS payload"
          + " FROM raw_lines WHERE line LIKE '%],\"value\":{\"%'";

  private static final JobMetrics METRICS = new JobMetrics();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      FlinkCluster.ofSlots(2, METRICS.addTo(new Configuration()));

  @TempDir private Path bucket;
  @TempDir private Path savepoints;

  @Test
  void sqlReadsEveryArchivedRecordAsItWas(KafkaBroker broker) throws Exception {
    List<RawRecord> sent;
    try (KafkaTopics topics = KafkaTopics.create(broker, TOPIC)) {
      topics.sendAll(AwkwardRecords.of(TOPIC, 900, 5));
      topics.sendAll(oddJson());
      archive(topics);
      sent = topics.sent();
    }
    Path hour = new StoredArchive(bucket).objects().get(0).getParent();
    Files.writeString(hour.resolve(".part-7-0.json.gz.inprogress.7"), "{\"topic\":\"unfinished");
    LakeSession sql = openTables();

    List<RawRecord> lines = new ArrayList<>();
    for (Row row : sql.query("SELECT line FROM raw_lines")) {
      lines.addAll(ArchivedLine.parseAll((row.getField(0) + "\n").getBytes(UTF_8)));
    }
    assertThat(lines).containsExactlyInAnyOrderElementsOf(sent);

    List<RawRecord> rows =
        sql
            .query(
                "SELECT topic, `partition`, `offset`, `timestamp`, key, key_base64, headers,"
                    + " `value`, value_base64, `stream`, shard, `sequence` FROM raw_archive")
            .stream()
            .map(RawArchiveSqlIT::record)
            .collect(toList());
    assertThat(rows).filteredOn(RawArchiveSqlIT::isOdd).hasSize(ODD_JSON.size());
    rows.removeIf(RawArchiveSqlIT::isOdd);
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            sent.stream()
                .filter(record -> !isOdd(record))
                .map(RawArchiveSqlIT::withValueAsSqlShowsIt)
                .collect(toList()));
    assertThat(
            sql.query(
                "SELECT COUNT(*) FROM raw_archive /*+ OPTIONS('path' = '../raw/topics/"
                    + TOPIC
                    + "/dt=2024-03-01/hour=00') */"))
        .containsExactly(Row.of((long) new StoredArchive(bucket).readFolder(nextHour()).size()));
    assertThat(sql.query(EXACT_PAYLOADS).stream().map(row -> (String) row.getField(0)))
        .containsExactlyInAnyOrderElementsOf(
            sent.stream()
                .filter(record -> isObject(record.value()))
                .map(record -> new String(record.value(), UTF_8))
                .collect(toList()));
  }

  private static List<ProducerRecord<byte[], byte[]>> oddJson() {
    return ODD_JSON.stream()
        .map(json -> new ProducerRecord<>(TOPIC, 0, ODD_KEY.getBytes(UTF_8), json.getBytes(UTF_8)))
        .collect(toList());
  }

  private static boolean isOdd(RawRecord record) {
    return record.key() != null && new String(record.key(), UTF_8).equals(ODD_KEY);
  }

  private static boolean isObject(byte[] value) {
    return value != null && value.length > 1 && value[0] == '{' && value[1] == '"';
  }

  private Path nextHour() {
    return bucket.resolve("raw/topics").resolve(TOPIC).resolve("dt=2024-03-01/hour=00");
  }

  private void archive(KafkaTopics topics) throws Exception {
    List<String> args = new ArrayList<>(topics.settings(TOPIC));
    args.addAll(List.of("--archive-root", bucket.toUri().toString()));
    RunningJob job =
        RunningJob.start(new RawArchiveJob(), METRICS, null, args.toArray(new String[0]));
    job.awaitTrue(
        "all records",
        () -> job.counts().getOrDefault(TOPIC + ".received", 0L) == topics.sent().size());
    job.stopWithSavepoint(savepoints);
  }

  private LakeSession openTables() throws IOException {
    return LakeSession.open(
        bucket.resolve("lake"), definition -> definition.contains("CREATE TABLE raw_"));
  }

  private static RawRecord record(Row row) {
    assertThat(row.getField("stream")).isNull();
    assertThat(row.getField("shard")).isNull();
    assertThat(row.getField("sequence")).isNull();
    List<RecordHeader> headers = new ArrayList<>();
    for (Row header : (Row[]) row.getField("headers")) {
      headers.add(new RecordHeader((String) header.getField("key"), bytes(header, "value")));
    }
    return new RawRecord(
        new KafkaPosition(
            (String) row.getField("topic"),
            (Integer) row.getField("partition"),
            (Long) row.getField("offset")),
        (Long) row.getField("timestamp"),
        bytes(row, "key"),
        headers,
        bytes(row, "value"));
  }

  private static byte[] bytes(Row row, String field) {
    String text = (String) row.getField(field);
    return text == null ? (byte[]) row.getField(field + "_base64") : text.getBytes(UTF_8);
  }

  /** JSON has lost its white space and a fraction its zeros. */
  private static RawRecord withValueAsSqlShowsIt(RawRecord sent) {
    byte[] value = sent.value();
    if (isObject(value)) {
      String text = new String(value, UTF_8).replace(" ", "").replace("1.50", "1.5");
      value = text.getBytes(UTF_8);
    }
    return new RawRecord(sent.position(), sent.timestamp(), sent.key(), sent.headers(), value);
  }
}
