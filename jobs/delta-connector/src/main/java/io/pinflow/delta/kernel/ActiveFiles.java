package io.pinflow.delta.kernel;

import io.delta.kernel.Snapshot;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.internal.ScanImpl;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Walks over the data files of a snapshot, by its log alone. */
final class ActiveFiles {

  private ActiveFiles() {}

  /**
   * @param filter leaves out the files which hold no row that satisfies it, by partition values and
   *     statistics
   * @param scanFile takes each file as Kernel describes it, see {@code InternalScanFileUtils}; the
   *     row must not be kept, it holds a whole batch of the log
   */
  static void forEach(
      DeltaEngine engine, Snapshot snapshot, Optional<Predicate> filter, Consumer<Row> scanFile) {
    SkippingFilter skipping = new SkippingFilter(TableColumns.of(snapshot));
    ScanImpl scan =
        (ScanImpl)
            filter
                .map(skipping::of)
                .map(snapshot.getScanBuilder()::withFilter)
                .orElseGet(snapshot::getScanBuilder)
                .build();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        scan.getScanFiles(engine.kernel(), true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          rows.forEachRemaining(scanFile);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
