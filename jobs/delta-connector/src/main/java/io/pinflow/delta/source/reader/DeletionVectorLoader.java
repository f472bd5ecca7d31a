package io.pinflow.delta.source.reader;

import io.pinflow.delta.kernel.DeletionVector;
import io.pinflow.delta.kernel.DeltaEngine;
import java.io.IOException;
import java.util.function.LongPredicate;
import org.apache.flink.configuration.Configuration;

/** Loads the deletion vectors of the files a reader comes across. */
final class DeletionVectorLoader {

  private final Configuration configuration;

  DeletionVectorLoader(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Whether the row at a position of the file is deleted. */
  LongPredicate load(DeletionVector vector) throws IOException {
    try (DeltaEngine engine = DeltaEngine.create(configuration)) {
      return vector.load(engine);
    }
  }
}
