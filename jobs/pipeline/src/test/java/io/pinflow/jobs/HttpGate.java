package io.pinflow.jobs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Stands before an HTTP server and answers some requests itself. All others reach the server byte
 * for byte but for "Connection: close", as what is signed must not change.
 */
public final class HttpGate implements Closeable {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ServerSocket listener;
  private final URI server;
  private final Function<String, Optional<String>> answers;

  private HttpGate(ServerSocket listener, URI server, Function<String, Optional<String>> answers) {
    this.listener = listener;
    this.server = server;
    this.answers = answers;
  }

  /**
   * @param answers of a request's head, request line and headers, makes the response that the gate
   *     gives, see {@link #response}; none to let it pass
   */
  public static HttpGate before(URI server, Function<String, Optional<String>> answers)
      throws IOException {
    HttpGate gate =
        new HttpGate(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server, answers);
    gate.threads.execute(gate::listen);
    return gate;
  }

  public static String response(String status, String headers, String body) {
    return "HTTP/1.1 "
        + status
        + "\r\n"
        + headers
        + "Connection: close\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }

  private void listen() {
    try {
      while (true) {
        Socket client = listener.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
      return;
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      Optional<String> answer = answers.apply(head);
      if (answer.isPresent()) {
        client.getOutputStream().write(answer.get().getBytes(ISO_8859_1));
        drain(client);
      } else if (!head.isEmpty()) {
        pass(head, client);
      }
    } catch (IOException e) {
      // One of the two has gone; the other sees the connection end.
      return;
    }
  }

  /** Closed with something unread, a connection would be reset and the answer lost. */
  private static void drain(Socket client) throws IOException {
    client.shutdownOutput();
    client.setSoTimeout(500);
    client.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private void pass(String head, Socket client) throws IOException {
    try (Socket to = new Socket(server.getHost(), server.getPort())) {
      String closing = head.replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
      to.getOutputStream()
          .write(closing.replaceAll("(?i)\r\nConnection: keep-alive", "").getBytes(ISO_8859_1));
      threads.execute(() -> pump(client, to));
      to.getInputStream().transferTo(client.getOutputStream());
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException closed) {
      // The response has been given, and with it the connection has ended.
      return;
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int read = in.read();
    while (read >= 0) {
      head.write(read);
      if (read == '\n' && head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        return head.toString(ISO_8859_1);
      }
      read = in.read();
    }
    return "";
  }
}
