package io.pinflow.jobs.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Utils;

/** Whether something listens where brokers are said to be. */
final class BootstrapServers {

  private static final int CONNECT_MILLIS = 3_000;

  private BootstrapServers() {}

  /** Those nothing can be connected to, and why. */
  static Map<String, String> unreachable(List<String> servers) {
    Map<String, String> problems = new ConcurrentHashMap<>();
    servers.parallelStream()
        .forEach(
            server -> {
              String problem = problem(server);
              if (!problem.isEmpty()) {
                problems.put(server, problem);
              }
            });
    return new TreeMap<>(problems);
  }

  private static String problem(String server) {
    String host = Utils.getHost(server);
    Integer port = Utils.getPort(server);
    if (host == null || port == null) {
      return "is no host:port";
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), CONNECT_MILLIS);
      return "";
    } catch (UnknownHostException e) {
      return "the host '" + host + "' is not known here";
    } catch (IOException | IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
