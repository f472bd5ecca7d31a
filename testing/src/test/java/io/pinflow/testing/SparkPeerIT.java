package io.pinflow.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkPeerIT {

  @TempDir private Path folder;

  @Test
  void writesAndReadsDeltaTablesAndGoesOnAfterAnError() {
    try (SparkPeer spark = SparkPeer.start()) {
      String table = "delta.`" + folder.resolve("a table") + "`";
      spark.sql("CREATE TABLE " + table + " (id INT, at TIMESTAMP, name STRING) USING delta");
      spark.sql("INSERT INTO " + table + " VALUES (1, TIMESTAMP'1969-12-31 23:59:59.5', NULL)");
      assertThatThrownBy(() -> spark.sql("SELECT nothing FROM " + table))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("`nothing` cannot be resolved");
      assertThat(spark.sql("SELECT * FROM " + table))
          .containsExactly("{\"id\":1,\"at\":\"1969-12-31 23:59:59.500000\",\"name\":null}");
    }
  }
}
