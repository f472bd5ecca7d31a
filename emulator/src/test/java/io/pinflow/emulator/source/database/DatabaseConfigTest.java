package io.pinflow.emulator.source.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.emulator.error.EmulatorException;
import io.pinflow.schema.RecordKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseConfigTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mariadb://db:3306/posts",
        "jdbc:mysql://db:3306/posts",
        "mysql://db:3306/posts",
        "mariadb://db:3306/posts"
      })
  void takesUrlsOfBothKindsOfServer(String url) {
    assertThat(DatabaseConfig.of(url).driverUrl()).isEqualTo("jdbc:mariadb://db:3306/posts");
    assertThat(DatabaseConfig.of(url + "?useSsl=true").driverUrl())
        .isEqualTo("jdbc:mariadb://db:3306/posts?useSsl=true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://me:hidden@db/posts",
        "jdbc:mysql://db/posts?user=me&password=hidden",
        "jdbc:mariadb://db/posts?useSsl=true&PASSWORD=hidden",
        "jdbc:postgresql://me:hidden@db/posts",
        "me:hidden@db"
      })
  void refusesCredentialsInAUrlWithoutShowingThem(String url) {
    assertThatThrownBy(() -> DatabaseConfig.of(url))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("leave user and password out of it")
        .hasMessageNotContaining("hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "db", "jdbc:postgresql://db/posts", "jdbc:mysql://db", "jdbc:mysql:///x"})
  void refusesOtherUrls(String url) {
    assertThatThrownBy(() -> DatabaseConfig.of(url))
        .isInstanceOf(EmulatorException.class)
        .hasMessageContaining("jdbc:mariadb://host:port/database");
  }

  @Test
  void readsTheTablesOfTheOriginalUnlessToldOthers() {
    DatabaseConfig config = DatabaseConfig.of("mysql://db/posts");

    assertThat(config.tables())
        .containsEntry(RecordKind.PIN, new DatabaseTable("pinterest_data", "index"))
        .containsEntry(RecordKind.GEO, new DatabaseTable("geolocation_data", "ind"))
        .containsEntry(RecordKind.USER, new DatabaseTable("user_data", "ind"));
    DatabaseTable people = new DatabaseTable("crm.people`s", "no");
    assertThat(config.withTable(RecordKind.USER, people).tables())
        .containsEntry(RecordKind.USER, people);
    assertThat(people.quotedName()).isEqualTo("`crm`.`people``s`");
  }

  @Test
  void tellsSourcesApartWithoutTheOptionsOfTheirUrls() {
    DatabaseConfig config = DatabaseConfig.of("mysql://db/posts?useSsl=true");

    assertThat(config.identity())
        .isEqualTo(DatabaseConfig.of("jdbc:mariadb://db/posts").identity())
        .isNotEqualTo(config.withTimestamps(TimestampForm.ISO).identity())
        .isNotEqualTo(DatabaseConfig.of("mysql://db2/posts").identity());
  }

  @Test
  void refusesDrawsThatCannotBe() {
    assertThatThrownBy(() -> new DrawsConfig(1, -1, 5)).hasMessageContaining("posts '-1'");
    assertThatThrownBy(() -> new DrawsConfig(1, 1, -5)).hasMessageContaining("key '-5'");
    assertThatThrownBy(() -> new DatabaseTable("t", " ")).hasMessageContaining("table t");
  }
}
