package io.pinflow.emulator.gateway;

import io.pinflow.testing.KinesisServer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one real Kinesis server with a gateway in front of it, ended after the last of them.
 */
final class RunningKinesis implements ParameterResolver {

  private record Running(KinesisServer server, Gateway gateway, KinesisStreams streams)
      implements ExtensionContext.Store.CloseableResource {
    @Override
    public void close() {
      streams.close();
      gateway.close();
      server.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == GatewayClient.class || type == KinesisStreams.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Running running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(RunningKinesis.class))
            .getOrComputeIfAbsent(Running.class, type -> start(), Running.class);
    return parameter.getParameter().getType() == KinesisStreams.class
        ? running.streams()
        : new GatewayClient(running.gateway().uri());
  }

  private static Running start() {
    KinesisServer server = KinesisServer.start();
    return new Running(
        server,
        Gateway.start(
            gatewayWithoutKafka()
                .withApi(ApiConfig.DEFAULT.withKinesis(server.endpoint(), server.region()))),
        new KinesisStreams(server));
  }

  /** The broker's port is one at which nothing ever listens. */
  static GatewayConfig gatewayWithoutKafka() {
    return GatewayConfig.of(0, "127.0.0.1:1");
  }
}
