package io.pinflow.delta.maintenance;

import static io.pinflow.delta.maintenance.AppendedTable.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.DeltaTables;
import io.pinflow.delta.testing.S3Lake;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MaintenanceOnS3IT {

  @RegisterExtension static final S3Lake LAKE = new S3Lake();

  @Test
  void compactsAndVacuumsATableInABucket() throws IOException {
    AppendedTable table =
        AppendedTable.create(LAKE.path("lake/compacted"), Map.of(), LAKE.options());
    for (int i = 0; i < 4; i++) {
      table.append(DAY.plusDays(i % 2), i * 10, i * 10 + 10);
    }
    List<String> before = table.rows();
    VacuumOptions atOnce = VacuumOptions.defaults().retention(Duration.ZERO).allowUnsafeRetention();
    assertThat(table.maintenance().vacuum(atOnce).paths()).as("all is needed").isEmpty();

    CompactionResult compacted = table.maintenance().compact(CompactionOptions.defaults());
    CheckpointResult checkpoint = table.maintenance().checkpoint();
    VacuumResult kept = table.maintenance().vacuum(VacuumOptions.defaults());
    VacuumResult vacuumed = table.maintenance().vacuum(atOnce);

    assertThat(compacted.commits()).isEqualTo(2);
    assertThat(checkpoint.isWritten()).isTrue();
    assertThat(kept.paths()).isEmpty();
    assertThat(vacuumed.paths())
        .hasSize(4)
        .allMatch(path -> path.matches("day=2026-01-0[12]/compacted-.*\\.parquet"));
    assertThat(vacuumed.filesAfter()).isEqualTo(2);
    assertThat(table.rows()).isEqualTo(before);
    assertThat(DeltaTables.below(LAKE.path("lake"))).containsExactly(table.path());
  }
}
