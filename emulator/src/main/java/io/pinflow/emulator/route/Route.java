package io.pinflow.emulator.route;

import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.RecordKind;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A way to the pipeline's inputs. A route makes one attempt and tells what became of each record;
 * retrying is the caller's.
 *
 * <p>Implementations are thread-safe: several requests may be under way at once.
 */
public interface Route extends AutoCloseable {

  /**
   * Sends records of one kind, all with the same {@link PostRecord#json()}, in one request.
   *
   * @return one result per record in their order; the future never fails, a broken connection is
   *     {@link SendResult.Retriable}
   */
  CompletableFuture<List<SendResult>> send(RecordKind kind, List<PostRecord> records);

  /** What one request may hold at most; a single larger record is sent alone. */
  default RequestLimits limits() {
    return RequestLimits.NONE;
  }

  /** Where records of a kind go, such as a topic's name. */
  String destination(RecordKind kind);

  @Override
  void close();
}
