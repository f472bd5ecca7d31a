package io.pinflow.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFolderTest {

  @TempDir private Path disk;

  @Test
  void triesAFolderAndLeavesNothingInIt() throws Exception {
    List<Finding> findings = FolderCheck.ofTables("table-root", uri(disk)).run();

    assertThat(findings.get(0))
        .isEqualTo(
            Finding.ok(
                "table-root " + uri(disk), "list, write, read, put if absent and delete work"));
    assertThat(findings.get(1).what()).isEqualTo("disk of " + disk);
    assertThat(disk).isEmptyDirectory();
  }

  @Test
  void makesNoFolderThatDoesNotExistYet() throws Exception {
    String missing = uri(disk.resolve("not/yet"));

    assertThat(FolderCheck.ofFiles("archive-root", missing).run().get(0))
        .isEqualTo(Finding.ok("archive-root " + missing, "list, write, read and delete work"));
    assertThat(disk).isEmptyDirectory();
  }

  @Test
  void tellsThatAFileIsInTheWay() throws Exception {
    Path file = Files.createFile(disk.resolve("file"));

    for (Path folder : List.of(file, file.resolve("below"))) {
      assertThat(FolderCheck.ofTables("table-root", uri(folder)).run())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.isError()).isTrue();
                assertThat(finding.toString())
                    .startsWith("table-root " + uri(folder) + ": cannot write to it: ")
                    .endsWith("See that it is a folder which can be written, and has room");
              });
    }
    assertThat(file).isEmptyFile();
  }

  @Test
  void warnsOfADiskThatIsNearlyFull() throws IOException {
    assertThat(new DiskCheck(disk.resolve("not/yet"), Long.MAX_VALUE).run())
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.toString())
                    .matches("disk of .*/not/yet: only \\d+ [MG]B are free. Make room, or .*"));
    assertThat(new DiskCheck(disk, 0).run().get(0).state()).isEqualTo(Finding.State.OK);
  }

  /** As an option of a folder is read. */
  private static String uri(Path folder) {
    return "file://" + folder;
  }
}
