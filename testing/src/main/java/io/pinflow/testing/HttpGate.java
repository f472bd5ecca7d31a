package io.pinflow.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before an HTTP server and answers some requests itself. All others reach the server byte
 * for byte but for "Connection: close", as what is signed must not change. Thread-safe.
 */
public final class HttpGate implements Closeable {

  private static final Pattern LENGTH =
      Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ServerSocket listener;
  private final URI server;
  private final Function<String, Optional<String>> answers;
  private final Predicate<String> keepsBody;
  private final Consumer<RecordedRequest> seen;

  private HttpGate(
      ServerSocket listener,
      URI server,
      Function<String, Optional<String>> answers,
      Predicate<String> keepsBody,
      Consumer<RecordedRequest> seen) {
    this.listener = listener;
    this.server = server;
    this.answers = answers;
    this.keepsBody = keepsBody;
    this.seen = seen;
  }

  /**
   * @param answers of a request's head, request line and headers, makes the response that the gate
   *     gives, see {@link #response}; none to let it pass
   */
  public static HttpGate before(URI server, Function<String, Optional<String>> answers)
      throws IOException {
    return open(server, answers, head -> false, request -> {});
  }

  /**
   * A gate through which every request passes.
   *
   * @param keepsBody of a request's head, whether its body, of a few kilobytes, is of interest
   * @param seen is told of each request before its client has the answer, by any thread
   */
  public static HttpGate recording(
      URI server, Predicate<String> keepsBody, Consumer<RecordedRequest> seen) throws IOException {
    return open(server, head -> Optional.empty(), keepsBody, seen);
  }

  private static HttpGate open(
      URI server,
      Function<String, Optional<String>> answers,
      Predicate<String> keepsBody,
      Consumer<RecordedRequest> seen)
      throws IOException {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    HttpGate gate = new HttpGate(listener, server, answers, keepsBody, seen);
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
    byte[] body = keepsBody.test(head) ? body(head, client.getInputStream()) : new byte[0];
    try (Socket to = new Socket(server.getHost(), server.getPort())) {
      String closing = head.replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
      to.getOutputStream()
          .write(closing.replaceAll("(?i)\r\nConnection: keep-alive", "").getBytes(ISO_8859_1));
      to.getOutputStream().write(body);
      threads.execute(() -> pump(client, to));
      String status = line(to.getInputStream());
      if (!status.isEmpty()) {
        seen.accept(new RecordedRequest(head, body, status(status)));
        client.getOutputStream().write(status.getBytes(ISO_8859_1));
      }
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

  /** Empty where the connection ends before. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    String line = line(in);
    while (!line.isEmpty()) {
      head.append(line);
      if (line.equals("\r\n")) {
        return head.toString();
      }
      line = line(in);
    }
    return "";
  }

  /** With its end; empty where the connection ends before. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = in.read(); read >= 0; read = in.read()) {
      line.write(read);
      if (read == '\n') {
        return line.toString(ISO_8859_1);
      }
    }
    return "";
  }

  private static byte[] body(String head, InputStream in) throws IOException {
    Matcher length = LENGTH.matcher(head);
    int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
    byte[] body = in.readNBytes(bytes);
    if (body.length < bytes) {
      throw new EOFException("the client has gone amid the body of " + head);
    }
    return body;
  }

  /** Of {@code HTTP/1.1 404 Not Found}. */
  private static int status(String line) {
    return Integer.parseInt(line.split(" ", 3)[1].trim());
  }
}
