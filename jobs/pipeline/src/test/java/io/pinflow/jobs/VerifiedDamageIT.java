package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.jobs.verify.VerifyCommand;
import io.pinflow.testing.KafkaBroker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Verifies copies of what both jobs have made of one set of records, each damaged in a way of its
 * own, in its files or in the tables' logs: the positions concerned are named.
 */
@ExtendWith(SharedBroker.class)
class VerifiedDamageIT {

  private static final String PREFIX = "damaged";

  @TempDir private static Path folder;

  private static ArchivedAndCleaned original;

  @TempDir private Path copyFolder;

  private VerifiedCopy copy;

  @BeforeAll
  static void runBothJobs(KafkaBroker broker) throws Exception {
    original = ArchivedAndCleaned.fill(broker, PREFIX, folder);
  }

  @AfterAll
  static void close() {
    original.close();
  }

  @BeforeEach
  void copyEverything() throws IOException {
    copy = original.copyTo(copyFolder);
  }

  @Test
  void aTableThatLacksFilesNamesTheirRecords() throws Exception {
    DamagedTable pins = table("pin_table");
    List<String> lost = pins.positions();
    pins.deleteFile();

    assertNotAccountedFor();
    assertThat(copy.out())
        .contains("the data file '", pins.file().getFileName().toString(), "cannot be read");
    copy.assertNames(lost, "in no table");
  }

  @Test
  void rowsThatWereDeletedAreLost() throws Exception {
    DamagedTable users = table("user_table");
    List<String> lost = users.positions();
    users.deleteRows();

    assertNotAccountedFor();
    copy.assertNames(lost, "in no table");
    assertThat(copy.out()).contains("user_table holds ").doesNotContain("cannot be read");
  }

  @Test
  void rowsThatAreThereTwiceAreDoubled() throws Exception {
    DamagedTable pins = table("pin_table");
    List<String> doubled = pins.positions();
    pins.doubleRows();

    assertNotAccountedFor();
    copy.assertNames(doubled, "in the tables more than once");
  }

  @Test
  void aQuarantineThatLacksRowsNamesThem() throws Exception {
    DamagedTable quarantine = table("quarantine");
    List<String> lost = quarantine.positions();
    quarantine.deleteRows();

    assertNotAccountedFor();
    copy.assertNames(lost, "in no table");
  }

  @Test
  void anArchiveObjectThatWasDeletedIsMissed() throws Exception {
    Path object = archivedObject("geo");
    List<String> lost =
        lines(object).stream().map(line -> sourceOf(line) + '/' + offsetOf(line)).collect(toList());
    Files.delete(object);

    assertNotAccountedFor();
    copy.assertNames(lost, "the archive");
  }

  @Test
  void anArchivedLineThatIsMissingOrThereTwiceIsNamed() throws Exception {
    Path object = archivedObject("user");
    List<String> lines = lines(object);
    String dropped = lines.remove(3);
    lines.add(lines.get(5));
    write(object, String.join("\n", lines) + "\n");

    assertNotAccountedFor();
    assertThat(copy.out())
        .contains(sourceOf(dropped) + ": " + offsetOf(dropped) + " is missing from the archive")
        .contains(
            sourceOf(lines.get(5))
                + ": "
                + offsetOf(lines.get(5))
                + " is in the archive more than once");
    assertThat(copy.verifyAlone()).isEqualTo(VerifyCommand.NOT_ACCOUNTED_FOR);
    assertThat(copy.out())
        .contains(offsetOf(dropped) + " is in the tables, but neither in the archive");
  }

  @Test
  void brokenObjectsAreFindingsAndDoNotHideTheRest() throws Exception {
    Path cut = archivedObject("user");
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    Path changed = archivedObject("pin");
    List<String> lines = lines(changed);
    lines.set(1, lines.get(1).replace("\"offset\":", "\"offset\";"));
    write(changed, String.join("\n", lines) + "\n");

    assertNotAccountedFor();
    assertThat(copy.out())
        .contains("The archive's object '", cut.getFileName() + "' cannot be read to its end")
        .contains("Line 2 of the archive's object '")
        .containsPattern(PREFIX + ".pin/\\d: 1 is missing from the archive")
        .containsPattern("total +\\| +" + original.topics().sent().size());
  }

  private void assertNotAccountedFor() {
    assertThat(copy.verify()).as(copy.out()).isEqualTo(VerifyCommand.NOT_ACCOUNTED_FOR);
  }

  private DamagedTable table(String name) {
    return new DamagedTable(copy.lake().resolve(name));
  }

  private Path archivedObject(String kind) throws IOException {
    Path topic = copy.archive().resolve("raw/topics").resolve(PREFIX + '.' + kind);
    return new StoredArchive(topic).objects().get(0);
  }

  private static List<String> lines(Path object) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(object))) {
      return new ArrayList<>(new String(in.readAllBytes(), UTF_8).lines().collect(toList()));
    }
  }

  private static void write(Path object, String content) throws IOException {
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(object))) {
      gzip.write(content.getBytes(UTF_8));
    }
  }

  private static String sourceOf(String line) {
    return line.replaceAll(".*\"topic\":\"([^\"]+)\",\"partition\":(\\d+).*", "kafka://$1/$2");
  }

  private static String offsetOf(String line) {
    return line.replaceAll(".*?\"offset\":(\\d+).*", "$1");
  }
}
