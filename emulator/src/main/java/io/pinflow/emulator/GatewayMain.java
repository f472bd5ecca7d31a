package io.pinflow.emulator;

import io.pinflow.emulator.error.EmulatorErrors;
import io.pinflow.emulator.error.EmulatorException;
import io.pinflow.emulator.gateway.ApiConfig;
import io.pinflow.emulator.gateway.Gateway;
import io.pinflow.emulator.gateway.GatewayConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs the REST gateway as a process of its own until it is asked to end (SIGTERM, Ctrl-C);
 * requests under way are then still answered. Ends with status 2 and one line where an argument is
 * wrong or the port is taken.
 *
 * <pre>
 * --bootstrap-servers HOST:PORT   Kafka (required)
 * --host ADDRESS                  127.0.0.1
 * --port PORT                     8082; 0 chooses a free one, which is printed
 * --max-request-bytes BYTES       8388608
 * --broker-timeout-ms MILLIS      10000
 * --kinesis-endpoint URL          where Kinesis is; without it /streams is answered with 503
 * --region NAME                   us-east-1
 * --api FILE                      an API definition in place of the built-in one
 * --api-key-file FILE             holds the key which clients must send; without it none is asked for
 * </pre>
 */
public final class GatewayMain {

  private static final String BOOTSTRAP_SERVERS = "--bootstrap-servers";
  private static final String HOST = "--host";
  private static final String PORT = "--port";
  private static final String MAX_REQUEST_BYTES = "--max-request-bytes";
  private static final String BROKER_TIMEOUT = "--broker-timeout-ms";
  private static final String KINESIS_ENDPOINT = "--kinesis-endpoint";
  private static final String REGION = "--region";
  private static final String API = "--api";
  private static final String API_KEY_FILE = "--api-key-file";
  private static final List<String> KNOWN =
      List.of(
          BOOTSTRAP_SERVERS,
          HOST,
          PORT,
          MAX_REQUEST_BYTES,
          BROKER_TIMEOUT,
          KINESIS_ENDPOINT,
          REGION,
          API,
          API_KEY_FILE);

  private GatewayMain() {}

  /** Entry point. */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      GatewayConfig config = config(arguments);
      Gateway gateway = Gateway.start(config);
      Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "gateway-stop"));
      System.out.println(
          "Gateway listening on "
              + gateway.uri()
              + ", Kafka at "
              + config.bootstrapServers()
              + ", "
              + kinesis(config.api())
              + ", "
              + (config.api().apiKeyFile() == null ? "no API key asked for" : "API key asked for"));
    } catch (EmulatorException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
    Thread.currentThread().join();
  }

  private static String kinesis(ApiConfig api) {
    return api.kinesisEndpoint() == null
        ? "no Kinesis"
        : "Kinesis at " + api.kinesisEndpoint() + " in " + api.region();
  }

  static GatewayConfig config(String[] arguments) {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i];
      if (!KNOWN.contains(name)) {
        throw EmulatorErrors.unknownArgument(name, String.join(", ", KNOWN));
      }
      if (i + 1 == arguments.length) {
        throw EmulatorErrors.missingArgumentValue(name);
      }
      values.put(name, arguments[i + 1]);
    }
    if (!values.containsKey(BOOTSTRAP_SERVERS)) {
      throw EmulatorErrors.missingArgument(BOOTSTRAP_SERVERS, "127.0.0.1:9092");
    }
    return new GatewayConfig(
        values.getOrDefault(HOST, GatewayConfig.DEFAULT_HOST),
        number(values, PORT, GatewayConfig.DEFAULT_PORT),
        values.get(BOOTSTRAP_SERVERS),
        number(values, MAX_REQUEST_BYTES, GatewayConfig.DEFAULT_MAX_REQUEST_BYTES),
        Duration.ofMillis(
            number(
                values,
                BROKER_TIMEOUT,
                Math.toIntExact(GatewayConfig.DEFAULT_BROKER_TIMEOUT.toMillis()))),
        api(values));
  }

  private static ApiConfig api(Map<String, String> values) {
    return new ApiConfig(
        uri(values.get(KINESIS_ENDPOINT)),
        values.getOrDefault(REGION, ApiConfig.DEFAULT_REGION),
        path(values, API),
        path(values, API_KEY_FILE));
  }

  private static URI uri(String value) {
    try {
      return value == null ? null : new URI(value);
    } catch (URISyntaxException e) {
      throw EmulatorErrors.invalidSetting(
          KINESIS_ENDPOINT, value, "give http://HOST:PORT or https://HOST");
    }
  }

  private static Path path(Map<String, String> values, String name) {
    String value = values.get(name);
    try {
      return value == null ? null : Path.of(value);
    } catch (InvalidPathException e) {
      throw EmulatorErrors.invalidSetting(name, value, "give the path of a file");
    }
  }

  private static int number(Map<String, String> values, String name, int otherwise) {
    String value = values.get(name);
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw EmulatorErrors.invalidSetting(name, value, "give a whole number");
    }
  }
}
