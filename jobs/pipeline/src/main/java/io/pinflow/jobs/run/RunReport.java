package io.pinflow.jobs.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pinflow.delta.kernel.StorageOutput;
import io.pinflow.jobs.config.ConfigurationException;
import io.pinflow.jobs.config.JobErrors;
import io.pinflow.jobs.config.SettingsReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.VoidSerializer;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.jobgraph.JobType;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamGraphGenerator;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.util.ExceptionUtils;

/**
 * The object by which a bounded job tells that it has ended, and how:
 *
 * <pre>{@code
 * {"job":"SqlJob","state":"FINISHED","time":"2024-02-01T03:21:07Z","reason":""}
 * }</pre>
 *
 * <p>It is visible as a whole or not at all, and {@code FINISHED} not before everything the job
 * commits is committed. There is none while the job runs. That it has failed is told by {@code
 * FAILED} or {@code REFUSED} where the job knows of it: when it cannot start, when a check is
 * broken, and when whoever submitted it waits for it. Else there is no report of it. Immutable.
 */
public final class RunReport implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final JsonFactory JSON = new JsonFactory();
  private static final String NAME = "Run report";

  private final String job;
  private final String path;

  private RunReport(String job, String path) {
    this.job = job;
    this.path = path;
  }

  /** The report a job was asked for; none if it was not. */
  public static Optional<RunReport> read(String job, SettingsReader settings) {
    return settings.find(RunOptions.REPORT).map(path -> new RunReport(job, path));
  }

  /** Takes away that of an earlier run. */
  public void delete() throws IOException {
    Path file = new Path(path);
    file.getFileSystem().delete(file, false);
  }

  /** Tells that the job has done all it was to do. */
  void finished() throws IOException {
    write("FINISHED", "");
  }

  /**
   * Tells why the job has ended: {@code REFUSED} if another run on the same settings and tables
   * would end the same way, else {@code FAILED}.
   */
  public void failed(Exception reason) {
    Optional<ConfigurationException> wrong =
        ExceptionUtils.findThrowable(reason, ConfigurationException.class);
    boolean refused =
        wrong.isPresent()
            || ExceptionUtils.findThrowable(reason, SuppressRestartsException.class).isPresent();
    Throwable cause = wrong.isPresent() ? wrong.get() : innermost(reason);
    try {
      write(
          refused ? "REFUSED" : "FAILED",
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    } catch (IOException | RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  private static Throwable innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /**
   * Adds an operator behind all which have none behind them: its input ends when every one of those
   * has committed what it commits.
   *
   * @throws io.pinflow.jobs.config.ConfigurationException if commits follow the end of the input
   */
  public void writeAtTheEndOf(StreamGraph graph) {
    if (graph.getJobType() != JobType.BATCH
        && graph.getCheckpointConfig().isCheckpointingEnabled()) {
      throw JobErrors.reportOfStreamingJob(job, path);
    }
    List<StreamNode> last =
        graph.getStreamNodes().stream()
            .filter(node -> node.getOutEdges().isEmpty())
            .collect(Collectors.toList());
    int id = Transformation.getNewNodeId();
    graph.addOperator(
        id,
        StreamGraphGenerator.DEFAULT_SLOT_SHARING_GROUP,
        null,
        SimpleOperatorFactory.of(new RunReportOperator(this)),
        Types.VOID,
        Types.VOID,
        NAME);
    graph.setParallelism(id, 1, true);
    graph.setMaxParallelism(id, 1);
    for (StreamNode node : last) {
      if (node.getTypeSerializerOut() == null) {
        // Nothing is sent, but what sends it must have a way to write it.
        node.setSerializerOut(VoidSerializer.INSTANCE);
      }
      graph.addEdge(node.getId(), id, 0);
    }
  }

  private void write(String state, String reason) throws IOException {
    Path file = new Path(path);
    try (OutputStream out = StorageOutput.create(file, WriteMode.OVERWRITE);
        JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("job", job);
      json.writeStringField("state", state);
      json.writeStringField("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
      json.writeStringField("reason", reason);
      json.writeEndObject();
    }
  }

  @Override
  public String toString() {
    return path;
  }
}
