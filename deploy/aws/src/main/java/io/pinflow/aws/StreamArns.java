package io.pinflow.aws;

import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;

/** The ARNs of streams in a stack's account and region, by their names. */
final class StreamArns {

  private StreamArns() {}

  static String of(Stack stack, String stream) {
    return stack.formatArn(
        ArnComponents.builder().service("kinesis").resource("stream").resourceName(stream).build());
  }
}
