package io.pinflow.benchmarks.delta;

import io.pinflow.testing.SparkPeer;
import java.nio.file.Path;
import java.util.List;

/** A table of posts which Spark makes: 12 columns of 8 types, each row from its number. */
final class SparkTable {

  static final List<String> ALL_COLUMNS =
      List.of(
          "ind",
          "unique_id",
          "title",
          "description",
          "follower_count",
          "poster_name",
          "media",
          "category",
          "latitude",
          "price",
          "ingest_time",
          "ingest_date");

  static final List<String> TWO_COLUMNS = List.of("ind", "category");

  private SparkTable() {}

  static void create(SparkPeer spark, Path folder, int rows, int files) {
    spark.sql(
        """
        CREATE TABLE %s USING delta AS SELECT
          CAST(id AS INT) AS ind,
          concat_ws('-', hex(xxhash64(id)), hex(xxhash64(id, 1))) AS unique_id,
          %s AS title,
          %s AS description,
          pmod(hash(id, 3), 1000000L) AS follower_count,
          concat('poster ', pmod(hash(id, 4), 20000)) AS poster_name,
          element_at(array('image', 'video', 'multi-video(story page format)'), pmod(hash(id, 5), 3) + 1) AS media,
          element_at(array('art', 'beauty', 'christmas', 'diy-and-crafts', 'education', 'event-planning', 'finance',
            'home-decor', 'mens-fashion', 'quotes', 'tattoos', 'travel', 'vehicles'), pmod(hash(id, 6), 13) + 1) AS category,
          pmod(xxhash64(id, 7), 180000000L) / 1e6D - 90 AS latitude,
          CAST(pmod(hash(id, 8), 10000000) / 100 AS DECIMAL(10, 2)) AS price,
          timestamp_micros(1700000000000000L + id * 1234567L) AS ingest_time,
          date_add(DATE '2023-11-14', CAST(id / 100000 AS INT)) AS ingest_date
        FROM range(0, %d, 1, %d)
        """
            .formatted(name(folder), words(5), words(14), rows, files));
  }

  /** How Spark calls it. */
  static String name(Path folder) {
    return "delta.`" + folder + "`";
  }

  private static String words(int count) {
    return ("array_join(transform(sequence(1, %d), k -> element_at(array('the', 'best', 'winter', 'outfit', 'ideas',"
            + " 'for', 'a', 'cosy', 'home', 'garden', 'with', 'paint', 'recipe', 'tattoo', 'simple', 'travel', 'photo',"
            + " 'wedding', 'dress', 'kitchen', 'small', 'vintage', 'crafts', 'kids', 'men', 'hair', 'nails', 'quote',"
            + " 'car', 'money', 'saving', 'learn'), pmod(hash(id, k, %d), 32) + 1)), ' ')")
        .formatted(count, count);
  }
}
