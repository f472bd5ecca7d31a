package io.pinflow.local.parity;

import io.pinflow.local.sql.ResultTable;
import io.pinflow.local.sql.SqlRunner;
import java.util.List;
import java.util.Locale;

/**
 * One table as the two paths made it.
 *
 * @param byTopics rows which came by topics
 * @param byStreams rows which came by streams
 * @param rows those that only one of the two has, as often as it has them more
 */
record Difference(String table, long byTopics, long byStreams, ResultTable rows) {

  /**
   * What is compared of each table: everything but where and when a record came in. An array cannot
   * be grouped by, its elements can.
   */
  private enum Compared {
    PIN_TABLE(
        "ind, unique_id, title, description, follower_count, poster_name, tag_list,"
            + " is_image_or_video, image_src, save_location, category, rescued"),
    GEO_TABLE(
        "ind, country, coordinates[1] AS latitude, coordinates[2] AS longitude, `timestamp`,"
            + " rescued"),
    USER_TABLE("ind, user_name, age, date_joined, rescued"),
    QUARANTINE("kind, code, field, message");

    private final String columns;

    Compared(String columns) {
      this.columns = columns;
    }
  }

  /** Of each table, below two roots. */
  static List<Difference> of(SqlRunner sql, String topicsRoot, String streamsRoot) {
    return List.of(Compared.values()).stream()
        .map(table -> of(sql, table, topicsRoot, streamsRoot))
        .toList();
  }

  private static Difference of(
      SqlRunner sql, Compared compared, String topicsRoot, String streamsRoot) {
    String table = compared.name().toLowerCase(Locale.ROOT);
    String byTopics = at(table, topicsRoot);
    String byStreams = at(table, streamsRoot);
    ResultTable counts =
        sql.query(
            "SELECT (SELECT COUNT(*) FROM "
                + byTopics
                + "), (SELECT COUNT(*) FROM "
                + byStreams
                + ")");
    ResultTable rows =
        sql.query(
            only("topics", compared.columns, byTopics, byStreams)
                + " UNION ALL "
                + only("streams", compared.columns, byStreams, byTopics));
    List<String> found = counts.rows().get(0);
    return new Difference(
        table, Long.parseLong(found.get(0).strip()), Long.parseLong(found.get(1).strip()), rows);
  }

  private static String at(String table, String root) {
    return table + " /*+ OPTIONS('table-path' = '" + root + "/" + table + "') */";
  }

  private static String only(String path, String columns, String here, String there) {
    return "SELECT '"
        + path
        + "' AS only_by, * FROM (SELECT "
        + columns
        + " FROM "
        + here
        + " EXCEPT ALL SELECT "
        + columns
        + " FROM "
        + there
        + ")";
  }
}
