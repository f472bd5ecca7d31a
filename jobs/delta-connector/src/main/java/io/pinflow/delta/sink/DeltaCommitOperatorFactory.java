package io.pinflow.delta.sink;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the {@link DeltaCommitOperator} of a task. */
final class DeltaCommitOperatorFactory
    extends AbstractStreamOperatorFactory<CommittableMessage<Void>>
    implements OneInputStreamOperatorFactory<
        CommittableMessage<WriterResult>, CommittableMessage<Void>> {

  private static final long serialVersionUID = 1L;

  private final SinkTable table;
  private final Configuration options;
  private final DeltaEngineFactory engines;

  DeltaCommitOperatorFactory(SinkTable table, Configuration options, DeltaEngineFactory engines) {
    this.table = table;
    this.options = options;
    this.engines = engines;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the interface has it
  public <T extends StreamOperator<CommittableMessage<Void>>> T createStreamOperator(
      StreamOperatorParameters<CommittableMessage<Void>> parameters) {
    DeltaCommitOperator operator =
        new DeltaCommitOperator(table, options, engines, parameters.getProcessingTimeService());
    operator.setup(
        parameters.getContainingTask(), parameters.getStreamConfig(), parameters.getOutput());
    return (T) operator;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return DeltaCommitOperator.class;
  }
}
