package io.pinflow.peer;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The cleaning rules in Spark's built-in functions, as far as generated posts make use of them.
 * What would take Spark more time is left out in its favour: fields it does not know are dropped
 * instead of kept in {@code rescued}, a blank text is one of spaces alone, and refused records are
 * dropped instead of quarantined.
 */
final class CleaningQueries {

  static final List<String> KINDS = List.of("pin", "geo", "user");

  private static final Map<String, String> FIELDS =
      Map.of(
          "pin",
          "index INT, ind INT, unique_id STRING, title STRING, description STRING,"
              + " follower_count STRING, poster_name STRING, tag_list STRING,"
              + " is_image_or_video STRING, image_src STRING, img_src STRING,"
              + " save_location STRING, category STRING",
          "geo",
          "index INT, ind INT, timestamp STRING, latitude DOUBLE, longitude DOUBLE, country STRING",
          "user",
          "index INT, ind INT, first_name STRING, last_name STRING, age INT, date_joined STRING");

  private static final String SAVED_IN = "Local save in ";

  private CleaningQueries() {}

  /** The rows of a kind's table, without duplicates if asked for. */
  static Dataset<Row> rows(String kind, Dataset<Row> records, boolean deduplicated) {
    Dataset<Row> parsed =
        records.select(
            from_json(col("value").cast("string"), FIELDS.get(kind), Map.of()).as("r"),
            concat(
                    lit("kafka://"),
                    col("topic"),
                    lit("/"),
                    col("partition"),
                    lit("/"),
                    col("offset"))
                .as("ingest_source"),
            col("timestamp").as("ingest_time"),
            col("timestamp").cast("date").as("ingest_date"));
    List<Column> columns = new ArrayList<>(columns(kind));
    int content = columns.size();
    columns.add(col("ingest_source"));
    columns.add(col("ingest_time"));
    columns.add(col("ingest_date"));
    Dataset<Row> rows =
        parsed.select(columns.toArray(Column[]::new)).where(String.join(" AND ", required(kind)));
    if (!deduplicated) {
      return rows;
    }
    Column[] hashed = new Column[content];
    for (int i = 0; i < content; i++) {
      hashed[i] = col(rows.columns()[i]);
    }
    return rows.withColumn("content", xxhash64(hashed))
        .dropDuplicates("ind", new String[] {"content"})
        .drop("content");
  }

  private static List<Column> columns(String kind) {
    Column ind = coalesce(col("r.index"), col("r.ind")).as("ind");
    switch (kind) {
      case "pin":
        return pin(ind);
      case "geo":
        return List.of(
            ind,
            text("country").as("country"),
            array(col("r.latitude"), col("r.longitude")).as("coordinates"),
            col("r.timestamp").try_cast("timestamp").as("timestamp"),
            lit(null).cast("string").as("rescued"));
      case "user":
        return List.of(
            ind,
            concat(text("first_name"), lit(" "), text("last_name")).as("user_name"),
            col("r.age").as("age"),
            col("r.date_joined").try_cast("timestamp").as("date_joined"),
            lit(null).cast("string").as("rescued"));
      default:
        throw new IllegalArgumentException("Unknown kind " + kind);
    }
  }

  private static List<Column> pin(Column ind) {
    Column followers = text("follower_count");
    Column suffix = expr("lower(right(r.follower_count, 1))");
    Column factor =
        when(suffix.equalTo("k"), lit(1_000L))
            .when(suffix.equalTo("m"), lit(1_000_000L))
            .when(suffix.equalTo("b"), lit(1_000_000_000L))
            .otherwise(lit(1L));
    Column number =
        expr(
            "try_cast(CASE WHEN lower(right(r.follower_count, 1)) IN ('k', 'm', 'b')"
                + " THEN left(r.follower_count, length(r.follower_count) - 1)"
                + " ELSE r.follower_count END AS DECIMAL(18, 6))");
    Column count = number.multiply(factor).try_cast("bigint");
    Column location = col("r.save_location");
    return List.of(
        ind,
        text("unique_id").as("unique_id"),
        withoutJunk("title", "No Title Data Available").as("title"),
        nullif(
                withoutJunk("description", "No description available Story format"),
                lit("No description available"))
            .as("description"),
        count.as("follower_count"),
        withoutJunk("poster_name", "User Info Error").as("poster_name"),
        withoutJunk("tag_list", "N,o, ,T,a,g,s, ,A,v,a,i,l,a,b,l,e").as("tag_list"),
        text("is_image_or_video").as("is_image_or_video"),
        coalesce(withoutJunk("image_src", "Image src error."), text("img_src")).as("image_src"),
        text(when(
                    location.startsWith(SAVED_IN),
                    location.substr(lit(SAVED_IN.length() + 1), length(location)))
                .otherwise(location))
            .as("save_location"),
        text("category").as("category"),
        when(
                followers.isNotNull().and(count.isNull()),
                to_json(struct(followers.as("follower_count"))))
            .as("rescued"));
  }

  private static List<String> required(String kind) {
    switch (kind) {
      case "geo":
        return List.of(
            "ind IS NOT NULL",
            "country IS NOT NULL",
            "coordinates[0] BETWEEN -90 AND 90",
            "coordinates[1] BETWEEN -180 AND 180",
            "timestamp IS NOT NULL");
      case "user":
        return List.of(
            "ind IS NOT NULL",
            "user_name IS NOT NULL",
            "age BETWEEN 0 AND 150",
            "date_joined IS NOT NULL");
      default:
        return List.of("ind IS NOT NULL");
    }
  }

  private static Column withoutJunk(String field, String junk) {
    return nullif(text(field), lit(junk));
  }

  private static Column text(String field) {
    return text(col("r." + field));
  }

  private static Column text(Column value) {
    return when(trim(value).notEqual(""), value);
  }
}
