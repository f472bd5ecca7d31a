package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Looks at the ports of this machine's loopback address. */
final class FreePorts {

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 1_000;
  private static final int CONNECT_MILLIS = 200;

  private FreePorts() {}

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      // Some systems let a specific address be bound beside a listener on all addresses.
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** Whether something accepts connections there. */
  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  /**
   * A free port which is none of the given ones. It lies below the range from which systems take
   * the ports of outgoing connections, so that it stays free while its server is down for a moment.
   */
  static int any(Set<Integer> except) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (!except.contains(port) && isFree(port)) {
        return port;
      }
    }
    throw LocalErrors.requestFailed("looking for a free port on 127.0.0.1", "none found");
  }
}
