package io.pinflow.jobs;

import io.pinflow.testing.KafkaBroker;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands tests one Kafka broker, started at the first use and ended after the last test. */
final class SharedBroker implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KafkaBroker.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedBroker.class))
        .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class)
        .broker;
  }

  private static final class Running implements CloseableResource {
    private final KafkaBroker broker = KafkaBroker.start();

    @Override
    public void close() {
      broker.close();
    }
  }
}
