package io.pinflow.emulator;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests one real MariaDB server, shared by all of them and ended after the last. Started
 * before a class's tests, which are skipped where its program cannot run.
 */
public final class RunningMariaDb implements ExecutionCondition, ParameterResolver {

  private record Running(MariaDb database) implements ExtensionContext.Store.CloseableResource {
    @Override
    public void close() {
      database.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == MariaDb.class;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    try {
      MariaDb unused = database(context);
      return ConditionEvaluationResult.enabled("MariaDB runs");
    } catch (TestAbortedException e) {
      return ConditionEvaluationResult.disabled(e.getMessage());
    }
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return database(context);
  }

  private static MariaDb database(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(RunningMariaDb.class))
        .getOrComputeIfAbsent(Running.class, type -> new Running(MariaDb.start()), Running.class)
        .database();
  }
}
