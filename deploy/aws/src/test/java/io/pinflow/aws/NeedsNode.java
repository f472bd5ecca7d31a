package io.pinflow.aws;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test which synthesizes stacks: skipped, with a reason, where Node is not on the PATH. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsNode.OnThePath.class)
@interface NeedsNode {

  /** Whether {@code node --version} runs. */
  final class OnThePath implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return runs()
          ? ConditionEvaluationResult.enabled("Node is there")
          : ConditionEvaluationResult.disabled(
              "Node is not on the PATH: no stack can be synthesized. Install Node 20 or newer");
    }

    private static boolean runs() {
      try {
        Process node =
            new ProcessBuilder("node", "--version")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return node.waitFor(60, TimeUnit.SECONDS) && node.exitValue() == 0;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
