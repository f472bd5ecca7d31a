package io.pinflow.emulator.gateway;

import io.pinflow.emulator.KafkaTopics;
import io.pinflow.emulator.RunningKafka;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one gateway in front of {@link RunningKafka}, ended after the last of them. */
final class RunningGateway implements ParameterResolver {

  static final int MAX_REQUEST_BYTES = 100_000;

  private record Running(Gateway gateway) implements ExtensionContext.Store.CloseableResource {
    @Override
    public void close() {
      gateway.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == GatewayClient.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    KafkaTopics kafka = RunningKafka.topics(context);
    Running running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(RunningGateway.class))
            .getOrComputeIfAbsent(Running.class, type -> start(kafka), Running.class);
    return new GatewayClient(running.gateway().uri());
  }

  private static Running start(KafkaTopics kafka) {
    return new Running(
        Gateway.start(
            GatewayConfig.of(0, kafka.bootstrapServers()).withMaxRequestBytes(MAX_REQUEST_BYTES)));
  }
}
