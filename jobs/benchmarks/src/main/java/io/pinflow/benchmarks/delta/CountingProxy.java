package io.pinflow.benchmarks.delta;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passes HTTP connections on to a local port, unchanged, and counts what goes through. */
final class CountingProxy implements AutoCloseable {

  private static final Pattern REQUEST =
      Pattern.compile("(GET|PUT|HEAD|POST|DELETE) /[^ ]* HTTP/1\\.1\r$");
  private static final int LONGEST_LINE = 8192;

  private final ServerSocket listener;
  private final int target;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "counting-proxy");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
  private final LongAdder sent = new LongAdder();
  private final LongAdder received = new LongAdder();

  private CountingProxy(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  static CountingProxy start(int targetPort) throws IOException {
    CountingProxy proxy =
        new CountingProxy(new ServerSocket(0, 128, InetAddress.getLoopbackAddress()), targetPort);
    proxy.threads.execute(proxy::accept);
    return proxy;
  }

  int port() {
    return listener.getLocalPort();
  }

  Traffic traffic() {
    Map<String, Long> operations = new TreeMap<>();
    requests.forEach((kind, count) -> operations.put(kind, count.sum()));
    return new Traffic(operations, received.sum(), sent.sum());
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        threads.execute(() -> pump(client, server, sent, true));
        threads.execute(() -> pump(server, client, received, false));
      }
    } catch (IOException e) {
      if (!listener.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void pump(Socket from, Socket to, LongAdder bytes, boolean countRequests) {
    byte[] buffer = new byte[64 << 10];
    StringBuilder line = new StringBuilder();
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.add(n);
        if (countRequests) {
          count(buffer, n, line);
        }
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      // One side has hung up, which ends the other's connection too.
    }
  }

  /** A request's first line may follow right behind the body of the one before. */
  private void count(byte[] buffer, int length, StringBuilder line) {
    for (int i = 0; i < length; i++) {
      if (buffer[i] != '\n') {
        line.append((char) (buffer[i] & 0xFF));
        if (line.length() > LONGEST_LINE) {
          line.delete(0, LONGEST_LINE / 2);
        }
        continue;
      }
      Matcher request = REQUEST.matcher(line);
      if (request.find()) {
        requests.computeIfAbsent(request.group(1), kind -> new LongAdder()).increment();
      }
      line.setLength(0);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
