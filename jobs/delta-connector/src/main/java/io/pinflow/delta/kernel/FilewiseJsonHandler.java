package io.pinflow.delta.kernel;

import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultJsonHandler;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Kernel's JSON handler with batches that end where a file ends.
 *
 * <p>Kernel's fills a batch of 1,024 rows across files, so that a look for the last transaction of
 * an application, which is usually in the newest commit, would open every commit since the last log
 * checkpoint.
 */
final class FilewiseJsonHandler extends DefaultJsonHandler {

  FilewiseJsonHandler(FlinkFileIO fileIO) {
    super(fileIO);
  }

  @Override
  public CloseableIterator<ColumnarBatch> readJsonFiles(
      CloseableIterator<FileStatus> files,
      StructType physicalSchema,
      Optional<Predicate> predicate) {
    return new CloseableIterator<>() {
      private CloseableIterator<ColumnarBatch> current = Utils.toCloseableIterator(noBatches());

      @Override
      public boolean hasNext() {
        try {
          while (!current.hasNext()) {
            if (!files.hasNext()) {
              return false;
            }
            current.close();
            current =
                FilewiseJsonHandler.super.readJsonFiles(
                    Utils.singletonCloseableIterator(files.next()), physicalSchema, predicate);
          }
          return true;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public ColumnarBatch next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return current.next();
      }

      @Override
      public void close() throws IOException {
        Utils.closeCloseables(current, files);
      }
    };
  }

  private static Iterator<ColumnarBatch> noBatches() {
    return Collections.emptyIterator();
  }
}
