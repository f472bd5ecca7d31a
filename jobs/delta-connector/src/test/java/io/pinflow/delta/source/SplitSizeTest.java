package io.pinflow.delta.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.testing.LogWriter;
import io.pinflow.delta.testing.TestTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The size of splits as it is given to the builders. */
class SplitSizeTest {

  @TempDir private Path folder;

  private final MockSplitEnumeratorContext<DeltaSourceSplit> context =
      new MockSplitEnumeratorContext<>(1);

  private TestTable table;

  @BeforeEach
  void writeAFileOfFourMebibytes() throws IOException {
    table = TestTable.create(folder, new StructType().add("id", IntegerType.INTEGER));
    commit(1);
  }

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  private void commit(long version) throws IOException {
    new LogWriter(folder)
        .commit(
            version, LogWriter.add("f" + version, true).replace("\"size\":10", "\"size\":4194304"));
  }

  @Test
  void aBoundedReadHasSplitsOfTheSize() throws Throwable {
    DeltaSourceBuilder builder = DeltaSource.forBoundedRowData(table.path());
    assertThat(planned(builder.build())).hasSize(1);
    assertThat(planned(builder.splitSize(MemorySize.ofMebiBytes(1)).build())).hasSize(4);
  }

  @Test
  void aContinuousReadHasThemOfTheTableAndOfCommits() throws Throwable {
    DeltaSource source =
        DeltaSource.forContinuousRowData(table.path()).splitSize(MemorySize.ofMebiBytes(2)).build();
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
        source.createEnumerator(context);
    enumerator.start();
    context.runNextOneTimeCallable();
    assertThat(pending(enumerator)).hasSize(2);
    commit(2);
    context.runPeriodicCallable(0);
    assertThat(pending(enumerator)).hasSize(4);
  }

  @Test
  void refusesASizeThatIsTooSmall() {
    assertThatThrownBy(() -> DeltaSource.forBoundedRowData(table.path()).splitSize(MemorySize.ZERO))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("'source.split-size' = '0 bytes'");
    assertThatThrownBy(
            () -> DeltaSource.forContinuousRowData(table.path()).splitSize(MemorySize.ZERO))
        .isInstanceOf(DeltaException.class);
  }

  private List<DeltaSourceSplit> planned(DeltaSource source) throws Throwable {
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
        source.createEnumerator(context);
    enumerator.start();
    context.runNextOneTimeCallable();
    return pending(enumerator);
  }

  private static List<DeltaSourceSplit> pending(
      SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator) throws Exception {
    return enumerator.snapshotState(1).pending().orElseThrow();
  }
}
