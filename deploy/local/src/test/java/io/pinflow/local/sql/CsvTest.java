package io.pinflow.local.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {

  @TempDir private Path folder;

  @Test
  void quotesWhatWouldBreakAFieldAndDoublesQuotes() {
    assertThat(csv("a,b", "say \"x\"", "two\nlines", "cr\r", "plain ü 日本"))
        .isEqualTo("c,c,c,c,c\r\n\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\"cr\r\",plain ü 日本\r\n");
  }

  @Test
  void tellsNullFromAnEmptyText() {
    assertThat(csv(null, "", " ")).isEqualTo("c,c,c\r\n,\"\", \r\n");
  }

  @Test
  void writesUtf8AndReplacesAnOlderFile() throws IOException {
    Path file = folder.resolve("new/01.csv");
    Csv.write(table("old"), file);
    Csv.write(table("ü"), file);
    assertThat(Files.readString(file)).isEqualTo("c\r\nü\r\n");
    assertThat(folder.resolve("new")).isDirectoryNotContaining(other -> !other.endsWith("01.csv"));
  }

  private static String csv(String... cells) {
    return Csv.of(table(cells));
  }

  private static ResultTable table(String... cells) {
    List<String> columns = Arrays.stream(cells).map(cell -> "c").toList();
    List<Boolean> numeric = Arrays.stream(cells).map(cell -> false).toList();
    return new ResultTable(columns, numeric, List.of(Arrays.asList(cells)));
  }
}
