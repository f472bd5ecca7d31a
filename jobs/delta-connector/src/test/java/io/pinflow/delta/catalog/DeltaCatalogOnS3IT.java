package io.pinflow.delta.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.testing.S3Lake;
import io.pinflow.delta.testing.SqlSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeltaCatalogOnS3IT {

  @RegisterExtension static final S3Lake LAKE = new S3Lake();

  @Test
  void worksAsOnDiskAndReachesS3AsTheCatalogIsTold() {
    SqlSession session = CatalogSession.on(LAKE.path("warehouse"), LAKE.options().toMap());
    assertThat(session.run("SHOW TABLES")).isEmpty();
    session.run("CREATE TABLE geo (ind INT, country STRING) PARTITIONED BY (country)");
    session.run("CREATE DATABASE team");
    assertThat(session.run("SHOW DATABASES")).containsExactly("+I[default]", "+I[team]");
    session.run("CREATE TABLE team.`a b` LIKE geo");
    session.run("INSERT INTO geo VALUES (1, 'Albania'), (2, 'A b/c%')");
    session.run("INSERT INTO team.`a b` SELECT * FROM geo");
    session.run("ALTER TABLE team.`a b` ADD note STRING");
    assertThat(session.run("SELECT * FROM team.`a b` ORDER BY ind"))
        .containsExactly("+I[1, Albania, null]", "+I[2, A b/c%, null]");
    assertThat(session.run("SHOW TABLES")).containsExactly("+I[geo]");
    assertThat(session.run("SHOW CREATE TABLE geo").toString()).doesNotContain("s3.");
    assertThatThrownBy(() -> session.run("DROP DATABASE team"))
        .hasStackTraceContaining("is not empty");
    session.run("DROP DATABASE team CASCADE");
    session.run("DROP TABLE geo");
    assertThat(session.run("SHOW DATABASES")).containsExactly("+I[default]");
    assertThat(session.run("SHOW TABLES")).isEmpty();
  }
}
