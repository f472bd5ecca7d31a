package io.pinflow.local.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinflow.local.stack.Ports;
import java.util.List;

/** The settings with which the streaming jobs are submitted to a stack, as property groups. */
public final class StackSettings {

  private static final ObjectMapper JSON = new ObjectMapper();

  private StackSettings() {}

  /**
   * In the JSON form of the managed service.
   *
   * @param kinesis whether the stack has streams
   */
  public static String json(Ports ports, boolean kinesis) {
    ArrayNode groups = JSON.createArrayNode();
    for (PipelineJob job : PipelineJob.STREAMING) {
      ObjectNode group = groups.addObject().put("PropertyGroupId", job.label());
      ObjectNode properties = group.putObject("PropertyMap");
      // The first is the job's name, then keys and values take turns.
      List<String> arguments = job.arguments(ports, kinesis, List.of());
      for (int i = 1; i < arguments.size(); i += 2) {
        properties.put(arguments.get(i).substring(2), arguments.get(i + 1));
      }
    }
    return groups.toString();
  }
}
