package io.pinflow.delta.kernel;

import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultParquetHandler;
import io.delta.kernel.defaults.internal.parquet.ParquetFileWriter;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Kernel's Parquet handler with log checkpoints that appear whole or not at all.
 *
 * <p>Kernel closes the Parquet writer also when the rows' iterator fails half way, which would
 * leave a valid file with a part of the table's state: every reader would lose the rest. Here the
 * file is staged and published only after the last row.
 */
final class AtomicParquetHandler extends DefaultParquetHandler {

  private final FlinkFileIO fileIO;

  AtomicParquetHandler(FlinkFileIO fileIO) {
    super(fileIO);
    this.fileIO = fileIO;
  }

  @Override
  public void writeParquetFileAtomically(
      String filePath, CloseableIterator<FilteredColumnarBatch> data) throws IOException {
    StagedFileIO staged = new StagedFileIO(fileIO, filePath);
    try (data) {
      ParquetFileWriter.singleFileWriter(staged, filePath, true, List.of()).write(data).next();
      staged.publish();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      staged.discard();
    }
  }
}
