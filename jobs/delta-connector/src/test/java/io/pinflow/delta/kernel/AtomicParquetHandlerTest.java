package io.pinflow.delta.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultParquetHandler;
import io.delta.kernel.defaults.internal.data.DefaultColumnarBatch;
import io.delta.kernel.engine.ParquetHandler;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicParquetHandlerTest {

  private static final StructType SCHEMA = new StructType().add("id", IntegerType.INTEGER);

  @TempDir private Path folder;
  private final FlinkFileIO fileIO = new FlinkFileIO(new LocalLogStore());

  @Test
  void leavesNoCheckpointBehindWhenTheTableStateBreaksOffHalfWay() {
    assertThatThrownBy(() -> write(new AtomicParquetHandler(fileIO), "half", 1))
        .hasMessageContaining("broke off");
    assertThat(folder.resolve("half")).doesNotExist();
  }

  /** Why ours exists; fails when Kernel learns it, then ours can go. */
  @Test
  void kernelsOwnLeavesAValidFileWithAPartOfTheState() {
    assertThatThrownBy(() -> write(new DefaultParquetHandler(fileIO), "half", 1))
        .hasMessageContaining("broke off");
    assertThat(folder.resolve("half")).exists().isNotEmptyFile();
  }

  @Test
  void publishesAWholeFileInPlaceOfAnOlderOne() throws IOException {
    write(new AtomicParquetHandler(fileIO), "whole", Integer.MAX_VALUE);
    write(new AtomicParquetHandler(fileIO), "whole", Integer.MAX_VALUE);
    assertThat(folder.toFile().list()).containsExactly("whole");
    assertThat(folder.resolve("whole")).isNotEmptyFile();
  }

  private void write(ParquetHandler handler, String name, int goodBatches) throws IOException {
    handler.writeParquetFileAtomically(
        folder.resolve(name).toUri().toString(), new Batches(goodBatches));
  }

  /** Two batches of one row, of which only so many can be had. */
  private static final class Batches implements CloseableIterator<FilteredColumnarBatch> {

    private final int good;
    private int given;

    Batches(int good) {
      this.good = good;
    }

    @Override
    public boolean hasNext() {
      return given < 2;
    }

    @Override
    public FilteredColumnarBatch next() {
      if (given >= 2) {
        throw new NoSuchElementException();
      }
      if (given == good) {
        throw new IllegalStateException("The log broke off");
      }
      given++;
      ColumnVector ids = VectorUtils.buildColumnVector(List.of(given), IntegerType.INTEGER);
      return new FilteredColumnarBatch(
          new DefaultColumnarBatch(1, SCHEMA, new ColumnVector[] {ids}), Optional.empty());
    }

    @Override
    public void close() {}
  }
}
