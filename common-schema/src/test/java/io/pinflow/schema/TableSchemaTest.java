package io.pinflow.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TableSchemaTest {
  private static final String INGEST =
      ", ingest_source STRING, ingest_time TIMESTAMP, ingest_date DATE PARTITION";

  @Test
  void keepsTheColumnOrderOfTheContract() {
    assertThat(columns(TableSchema.of(RecordKind.PIN)))
        .isEqualTo(
            "ind INT, unique_id STRING, title STRING, description STRING, follower_count BIGINT,"
                + " poster_name STRING, tag_list STRING, is_image_or_video STRING,"
                + " image_src STRING, save_location STRING, category STRING, rescued STRING"
                + INGEST);
    assertThat(columns(TableSchema.of(RecordKind.GEO)))
        .isEqualTo(
            "ind INT, country STRING, coordinates ARRAY_OF_DOUBLE, timestamp TIMESTAMP,"
                + " rescued STRING"
                + INGEST);
    assertThat(columns(TableSchema.of(RecordKind.USER)))
        .isEqualTo(
            "ind INT, user_name STRING, age INT, date_joined TIMESTAMP, rescued STRING" + INGEST);
    assertThat(columns(TableSchema.quarantine()))
        .isEqualTo(
            "kind STRING, code STRING, field STRING, message STRING, payload BINARY,"
                + " component_version STRING"
                + INGEST);
    assertThat(columns(TableSchema.redriven()))
        .isEqualTo(
            "ingest_source STRING, kind STRING, outcome STRING, code STRING, field STRING,"
                + " message STRING, component_version STRING, redriven_time TIMESTAMP,"
                + " ingest_date DATE PARTITION");
  }

  @Test
  void namesTheTables() {
    assertThat(TableSchema.of(RecordKind.PIN).tableName()).isEqualTo("pin_table");
    assertThat(TableSchema.of(RecordKind.GEO).tableName()).isEqualTo("geo_table");
    assertThat(TableSchema.of(RecordKind.USER).tableName()).isEqualTo("user_table");
    assertThat(TableSchema.quarantine().tableName()).isEqualTo("quarantine");
    assertThat(TableSchema.redriven().tableName()).isEqualTo("redriven");
  }

  @Test
  void findsKindsByTheirIdAndNamesTheChoicesOtherwise() {
    for (RecordKind kind : RecordKind.values()) {
      assertThat(RecordKind.fromId(kind.id())).isEqualTo(kind);
    }
    assertThatThrownBy(() -> RecordKind.fromId("PIN"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'PIN'")
        .hasMessageContaining("pin, geo, user");
  }

  private static String columns(TableSchema schema) {
    return schema.columns().stream().map(Column::toString).collect(Collectors.joining(", "));
  }
}
