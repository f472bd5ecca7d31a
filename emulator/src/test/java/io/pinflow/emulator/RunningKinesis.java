package io.pinflow.emulator;

import io.pinflow.testing.KinesisServer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one real Kinesis server, shared by all of them and ended after the last. */
final class RunningKinesis implements ParameterResolver {

  private record Running(KinesisStreams streams)
      implements ExtensionContext.Store.CloseableResource {
    @Override
    public void close() {
      streams.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KinesisStreams.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(RunningKinesis.class))
        .getOrComputeIfAbsent(
            Running.class,
            type -> new Running(new KinesisStreams(KinesisServer.start())),
            Running.class)
        .streams();
  }
}
