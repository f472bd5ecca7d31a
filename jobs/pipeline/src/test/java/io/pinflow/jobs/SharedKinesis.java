package io.pinflow.jobs;

import io.pinflow.testing.KinesisServer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests one Kinesis server, started at the first use in a class and ended after the class: it
 * becomes slow with what it holds.
 */
final class SharedKinesis implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KinesisServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext ofClass = context.getParent().orElse(context);
    return ofClass
        .getStore(Namespace.create(SharedKinesis.class))
        .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class)
        .server;
  }

  private static final class Running implements CloseableResource {
    private final KinesisServer server = KinesisServer.start();

    @Override
    public void close() {
      server.close();
    }
  }
}
