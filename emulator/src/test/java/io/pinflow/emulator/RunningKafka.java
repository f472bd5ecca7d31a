package io.pinflow.emulator;

import io.pinflow.testing.KafkaBroker;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one real broker, shared by all of them and ended after the last. */
public final class RunningKafka implements ParameterResolver {

  private record Running(KafkaBroker broker) implements ExtensionContext.Store.CloseableResource {
    @Override
    public void close() {
      broker.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KafkaTopics.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return topics(context);
  }

  /** For what stands in front of the broker. */
  public static KafkaTopics topics(ExtensionContext context) {
    Running running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(RunningKafka.class))
            .getOrComputeIfAbsent(
                Running.class, type -> new Running(KafkaBroker.start()), Running.class);
    return new KafkaTopics(running.broker());
  }
}
