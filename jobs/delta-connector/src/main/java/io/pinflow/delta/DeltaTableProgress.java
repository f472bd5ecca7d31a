package io.pinflow.delta;

import io.pinflow.delta.kernel.DeltaEngine;
import io.pinflow.delta.kernel.DeltaTable;
import io.pinflow.delta.kernel.Position;
import io.pinflow.delta.kernel.SourceRange;
import io.pinflow.delta.kernel.TableProgress;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How far a Delta table covers each of the sources it is filled from, as the sinks that record
 * progress (see {@link io.pinflow.delta.sink.DeltaSinkBuilder#progress}) have committed it.
 * Immutable.
 *
 * <p>A position and all before it are covered: the rows they gave rise to are in the table, or were
 * left out on purpose before the sink. It is committed in one with the rows, kept by log
 * checkpoints, not touched by log cleanup or vacuum, and never goes back.
 *
 * <p>What it is for: a job that begins again without its state, or from a savepoint older than the
 * table, leaves out the rows which {@link #covers} and so writes each row once. Leave them out
 * right before the sink, after everything that keeps state of its own, or let the sink do it
 * ({@link io.pinflow.delta.sink.DeltaSinkOptions#PROGRESS_SKIP_COVERED}). A source may also begin
 * to read behind {@link #position}.
 */
public final class DeltaTableProgress {

  private final TableProgress progress;

  private DeltaTableProgress(TableProgress progress) {
    this.progress = progress;
  }

  /**
   * Reads the newest version.
   *
   * @param options how to reach S3, see {@link io.pinflow.delta.kernel.S3Options}
   * @return no position at all if there is no table yet, or none was ever recorded
   * @throws io.pinflow.delta.kernel.DeltaException if the table needs a feature that this connector
   *     does not have
   */
  public static DeltaTableProgress read(String tablePath, ReadableConfig options) {
    try (DeltaEngine engine = DeltaEngine.create(options)) {
      return new DeltaTableProgress(
          DeltaTable.at(engine, tablePath)
              .find()
              .map(TableProgress::of)
              .orElseGet(TableProgress::none));
    }
  }

  /** The last position covered, in decimal digits; none if nothing of the source is covered. */
  public Optional<String> position(String source) {
    return progress.last(source).map(Position::toString);
  }

  /**
   * Whether the table covers this position of the source.
   *
   * @param position decimal digits, of any length
   * @throws io.pinflow.delta.kernel.DeltaException if it is no natural number
   */
  public boolean covers(String source, String position) {
    return progress.covers(source, Position.of(position));
  }

  /** Each source's last position covered, in the order of the sources' names. */
  public Map<String, String> positions() {
    Map<String, String> positions = new LinkedHashMap<>();
    progress.sources().forEach((source, range) -> positions.put(source, range.last().toString()));
    return Collections.unmodifiableMap(positions);
  }

  /** What is covered of each source, and what of it was counted, in the order of the names. */
  public Collection<SourceRange> sources() {
    return progress.sources().values();
  }

  @Override
  public String toString() {
    return positions().toString();
  }
}
