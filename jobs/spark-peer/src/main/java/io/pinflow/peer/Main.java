package io.pinflow.peer;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The peer's command line, one Spark session a process.
 *
 * <pre>
 *   tables OUT NAME=PATH ...   writes OUT/NAME.jsonl, all rows of each Delta table
 *   analytics ROOT OUT         writes OUT/NN_name.jsonl, the nine answers over the tables under ROOT
 *   session                    runs the statements of the standard input, see {@link SqlSession}
 *   clean SERVERS PREFIX ROOT CHECKPOINTS off|default|rocksdb
 *                              cleans three topics into tables, see {@link CleaningStreams}
 * </pre>
 */
public final class Main {

  private static final List<String> ANALYTICS =
      List.of(
          "01_popular_category_by_country",
          "02_popular_category_by_year",
          "03_top_poster_by_country",
          "03b_country_with_top_poster",
          "04_popular_category_by_age_group",
          "05_median_followers_by_age_group",
          "06_users_joined_by_year",
          "07_median_followers_by_join_year",
          "08_median_followers_by_join_year_and_age_group");

  private Main() {}

  /** Exits non-zero with a stack trace where a table cannot be read. */
  public static void main(String[] args) throws IOException {
    List<String> arguments = List.of(args);
    if (arguments.size() >= 3 && arguments.get(0).equals("tables")) {
      tables(Path.of(arguments.get(1)), arguments.subList(2, arguments.size()));
    } else if (arguments.size() == 3 && arguments.get(0).equals("analytics")) {
      analytics(arguments.get(1), Path.of(arguments.get(2)));
    } else if (arguments.equals(List.of("session"))) {
      session();
    } else if (arguments.size() == 6 && arguments.get(0).equals("clean")) {
      clean(arguments);
    } else {
      throw new IllegalArgumentException(
          "Expected 'tables OUT NAME=PATH ...', 'analytics ROOT OUT', 'session' or"
              + " 'clean SERVERS PREFIX ROOT CHECKPOINTS off|default|rocksdb', got "
              + arguments);
    }
  }

  private static void tables(Path out, List<String> named) throws IOException {
    Files.createDirectories(out);
    try (SparkReader reader = new SparkReader()) {
      for (String table : named) {
        int equals = table.indexOf('=');
        String name = table.substring(0, equals);
        reader.register(name, table.substring(equals + 1));
        reader.write("SELECT * FROM " + name, out.resolve(name + ".jsonl"));
      }
    }
  }

  private static void analytics(String root, Path out) throws IOException {
    Files.createDirectories(out);
    try (SparkReader reader = new SparkReader()) {
      for (String table : List.of("pin_table", "geo_table", "user_table")) {
        reader.register(table, root + "/" + table);
      }
      for (String name : ANALYTICS) {
        reader.write(query(name), out.resolve(name + ".jsonl"));
      }
    }
  }

  private static void clean(List<String> arguments) throws IOException {
    new CleaningStreams(
            arguments.get(1),
            arguments.get(2),
            Path.of(arguments.get(3)),
            Path.of(arguments.get(4)),
            arguments.get(5))
        .run(replies());
  }

  /** Whatever Spark prints must not mix with the replies. */
  private static PrintStream replies() {
    PrintStream replies =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    System.setOut(System.err);
    return replies;
  }

  private static void session() throws IOException {
    PrintStream replies = replies();
    try (SparkReader reader = new SparkReader()) {
      new SqlSession(reader, replies)
          .run(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)));
    }
  }

  private static String query(String name) throws IOException {
    try (InputStream in = Main.class.getResourceAsStream("analytics/" + name + ".sql")) {
      if (in == null) {
        throw new IllegalStateException(
            "No resource analytics/" + name + ".sql beside " + Main.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
