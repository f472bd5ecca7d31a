package io.pinflow.emulator.gateway;

import io.pinflow.emulator.gateway.api.ApiDocument;
import io.pinflow.emulator.gateway.exchange.GatewayRequest;
import io.pinflow.emulator.gateway.exchange.GatewayResponse;
import io.pinflow.emulator.gateway.exchange.Operation;
import io.pinflow.emulator.gateway.exchange.PathTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Which operation answers which method and path: the most specific path that matches, then the
 * method among its own. HEAD is answered as GET.
 */
final class RouteTable implements Operation {

  /** The path's variable, in a path template. */
  static final String TOPIC = "topic";

  /** A path and its operations by method. */
  private record Resource(PathTemplate path, Map<String, Operation> operations) {}

  private final List<Resource> resources;

  RouteTable(List<ApiDocument.Route> routes) {
    Map<String, Resource> byPath = new LinkedHashMap<>();
    for (ApiDocument.Route route : routes) {
      byPath
          .computeIfAbsent(
              route.path().toString(), path -> new Resource(route.path(), new TreeMap<>()))
          .operations()
          .put(route.method(), route.operation());
    }
    this.resources =
        byPath.values().stream()
            .sorted((a, b) -> PathTemplate.MOST_SPECIFIC_FIRST.compare(a.path(), b.path()))
            .toList();
  }

  /** Kafka REST v2 as far as producing needs it, and a health check. */
  static RouteTable kafkaRest(TopicDirectory topics, RecordProducer producer) {
    return new RouteTable(
        List.of(
            route("POST", "/topics/{topic}", new ProduceOperation(topics, producer)),
            route("GET", "/topics/{topic}", new DescribeTopicOperation(topics)),
            route("GET", "/topics", new ListTopicsOperation(topics)),
            route("GET", "/health", new HealthOperation(topics))));
  }

  static ApiDocument.Route route(String method, String path, Operation operation) {
    return new ApiDocument.Route(method, PathTemplate.of(path), operation);
  }

  /**
   * Has the route's operation handle a request.
   *
   * @throws GatewayException if there is nothing at the path, or not for the method
   */
  @Override
  public CompletableFuture<GatewayResponse> handle(GatewayRequest request) {
    for (Resource resource : resources) {
      Optional<Map<String, String>> variables = resource.path().match(request.path());
      if (variables.isPresent()) {
        return operation(resource, request).handle(request.withPathParameters(variables.get()));
      }
    }
    throw GatewayErrors.notFound(request.path());
  }

  private static Operation operation(Resource resource, GatewayRequest request) {
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    Operation operation =
        resource.operations().getOrDefault(method, resource.operations().get(ApiDocument.ANY));
    if (operation == null) {
      throw GatewayErrors.methodNotAllowed(
          request.method(), request.path(), String.join(", ", resource.operations().keySet()));
    }
    return operation;
  }
}
