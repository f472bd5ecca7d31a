package io.pinflow.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** What the jobs have stored below a folder, read from the S3 server's disk. */
record StoredLake(Path folder) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** {@code NAME KEY} of each archived record, NAME being its topic or stream, in order. */
  List<String> archived() throws IOException {
    List<String> records = new ArrayList<>();
    for (Path object : files(folder.resolve("raw"), ".json.gz")) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(object)), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          records.add(archived(JSON.readTree(line)));
        }
      }
    }
    return records.stream().sorted().toList();
  }

  private static String archived(JsonNode line) {
    JsonNode value = line.path("value");
    String name = line.has("topic") ? line.get("topic").asText() : line.get("stream").asText();
    return name + ' ' + value.path(value.has("index") ? "index" : "ind").asText("-");
  }

  /** The rows of a table's newest version by its data files, as its log counts them. */
  Map<String, Long> rowsByFile(String table) throws IOException {
    Map<String, Long> rows = new TreeMap<>();
    for (Path commit : files(table(table).resolve("_delta_log"), ".json")) {
      for (String line : Files.readAllLines(commit)) {
        JsonNode action = JSON.readTree(line);
        if (action.has("add")) {
          JsonNode statistics = JSON.readTree(action.at("/add/stats").asText());
          rows.put(action.at("/add/path").asText(), statistics.get("numRecords").asLong());
        } else if (action.has("remove")) {
          rows.remove(action.at("/remove/path").asText());
        }
      }
    }
    return rows;
  }

  /** How many data files the newest version of each clean table has. */
  Map<String, Integer> filesByTable() throws IOException {
    Map<String, Integer> files = new TreeMap<>();
    for (String kind : FewPosts.KINDS) {
      files.put(kind + "_table", rowsByFile(kind + "_table").size());
    }
    return files;
  }

  long rows(String table) throws IOException {
    return rowsByFile(table).values().stream().mapToLong(Long::longValue).sum();
  }

  /** The folder of a table. */
  Path table(String name) {
    return folder.resolve("lake").resolve(name);
  }

  /** In the order of their names; none where there is no such folder yet. */
  private static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(suffix))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (NoSuchFileException notYet) {
      return List.of();
    }
  }
}
