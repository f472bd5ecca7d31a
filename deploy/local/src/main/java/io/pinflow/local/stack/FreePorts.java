package io.pinflow.local.stack;

import io.pinflow.local.report.LocalErrors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;

/** Looks at the ports of this machine's loopback address. */
final class FreePorts {

  private static final int ATTEMPTS = 100;
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

  /** A free port of the operating system's choice which is none of the given ones. */
  static int any(Set<Integer> except) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (!except.contains(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException e) {
        throw LocalErrors.io("looking for a free port on 127.0.0.1", e);
      }
    }
    throw LocalErrors.requestFailed("looking for a free port on 127.0.0.1", "none found");
  }
}
