package io.pinflow.jobs;

import io.pinflow.testing.KafkaBroker;
import io.pinflow.testing.fixture.OncePerJvm;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests one Kafka broker, started at the first use in a JVM and ended with it. Topics stay: a
 * test names its own so that no other class has them.
 */
final class SharedBroker implements ParameterResolver {

  private static final OncePerJvm<KafkaBroker> BROKER =
      new OncePerJvm<>(KafkaBroker::start, KafkaBroker::close);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KafkaBroker.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return BROKER.get();
  }
}
