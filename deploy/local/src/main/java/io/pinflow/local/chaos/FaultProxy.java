package io.pinflow.local.chaos;

import io.pinflow.local.report.LocalErrors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Stands before an HTTP server on this machine and disturbs the requests to it on demand. Bytes are
 * passed on unchanged, so that signatures over the host's name stay valid. Thread-safe.
 */
final class FaultProxy implements AutoCloseable {

  private static final int BACKLOG = 200;

  private final ServerSocket listener;
  private final IntSupplier server;
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger disturbed = new AtomicInteger();
  private volatile Disturbance disturbance = Disturbance.NONE;

  private FaultProxy(ServerSocket listener, IntSupplier server) {
    this.listener = listener;
    this.server = server;
  }

  /**
   * A proxy on a free port.
   *
   * @param server the port on which the server is, asked at every connection
   */
  static FaultProxy before(IntSupplier server) {
    try {
      FaultProxy proxy =
          new FaultProxy(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), server);
      daemon(proxy::accept).start();
      return proxy;
    } catch (IOException e) {
      throw LocalErrors.io("opening a proxy on 127.0.0.1", e);
    }
  }

  /** Where clients reach the server through it. */
  String address() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** Disturbs requests from now on, until it is mended. */
  void disturb(Disturbance wanted) {
    disturbance = wanted;
    if (wanted.effect() == Disturbance.Effect.CUT) {
      connections.forEach(ProxiedConnection::close);
    }
  }

  /** Lets every request through again; those which hang lose their connections. */
  void mend() {
    disturbance = Disturbance.NONE;
    connections.forEach(ProxiedConnection::closeIfHanging);
  }

  /** How many requests were disturbed so far. */
  int disturbed() {
    return disturbed.get();
  }

  /** What becomes of a request that begins now. */
  Disturbance.Effect next() {
    Disturbance now = disturbance;
    if (now.effect() == Disturbance.Effect.NONE || requests.incrementAndGet() % now.oneIn() != 0) {
      return Disturbance.Effect.NONE;
    }
    disturbed.incrementAndGet();
    return now.effect();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        daemon(() -> serve(client)).start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket upstream = new Socket()) {
      upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getAsInt()));
      ProxiedConnection connection = new ProxiedConnection(client, upstream, this::next);
      connections.add(connection);
      try {
        Thread answers = daemon(connection::passAnswers);
        answers.start();
        connection.passRequests();
      } finally {
        connections.remove(connection);
      }
    } catch (IOException unreachable) {
      // The client sees its connection closed, as it would without the proxy.
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "fault-proxy");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw LocalErrors.io("closing a proxy", e);
    } finally {
      connections.forEach(ProxiedConnection::close);
    }
  }
}
