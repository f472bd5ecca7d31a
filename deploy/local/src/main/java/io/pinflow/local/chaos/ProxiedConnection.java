package io.pinflow.local.chaos;

import io.pinflow.local.chaos.Disturbance.Effect;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A connection of a client through a {@link FaultProxy}. What the client sends after an answer, and
 * at first, begins a request: clients that wait for each answer need no more of HTTP than that.
 */
final class ProxiedConnection {

  private static final int CHUNK = 64 * 1024;
  private static final int DRAIN_MILLIS = 2_000;

  /** The server's "go on, send the body", which is no answer yet. */
  private static final byte[] CONTINUE = "HTTP/1.1 100".getBytes(StandardCharsets.US_ASCII);

  private static final String SERVER_ERROR = "500 Internal Server Error";
  private static final String SLOW_DOWN = "503 Slow Down";

  private final Socket client;
  private final Socket server;
  private final Supplier<Effect> next;
  private volatile boolean betweenRequests = true;
  private volatile boolean answerIsLost;
  private volatile boolean hanging;

  /**
   * A connection and its counterpart to the server.
   *
   * @param next what is to become of each request
   */
  ProxiedConnection(Socket client, Socket server, Supplier<Effect> next) {
    this.client = client;
    this.server = server;
    this.next = next;
  }

  /** Passes requests on until the client or the connection ends. */
  void passRequests() {
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        if (betweenRequests) {
          betweenRequests = false;
          switch (next.get()) {
            case NONE -> {}
            case LOSE_ANSWER -> answerIsLost = true;
            case SERVER_ERROR -> {
              refuse(SERVER_ERROR, in);
              return;
            }
            case SLOW_DOWN -> {
              refuse(SLOW_DOWN, in);
              return;
            }
            case HANG -> {
              hanging = true;
              discard(in);
              return;
            }
            case CUT -> {
              return;
            }
          }
        }
        out.write(chunk, 0, n);
      }
    } catch (IOException broken) {
      // Either side has gone; so does the other.
    } finally {
      close();
    }
  }

  /** Passes answers back until the server or the connection ends. */
  void passAnswers() {
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream in = server.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        if (!isContinue(chunk, n)) {
          if (answerIsLost) {
            return;
          }
          // Before the client can see the answer and begin the next request.
          betweenRequests = true;
        }
        out.write(chunk, 0, n);
      }
    } catch (IOException broken) {
      // As above.
    } finally {
      // A refused client still reads its answer.
      if (!client.isOutputShutdown()) {
        close();
      }
    }
  }

  private static boolean isContinue(byte[] chunk, int length) {
    return length >= CONTINUE.length
        && Arrays.equals(chunk, 0, CONTINUE.length, CONTINUE, 0, CONTINUE.length);
  }

  /** Answers for the server, and takes in what the client still sends, so that it reads on. */
  private void refuse(String status, InputStream in) throws IOException {
    String answer = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    client.shutdownOutput();
    client.setSoTimeout(DRAIN_MILLIS);
    discard(in);
  }

  private static void discard(InputStream in) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int n;
    do {
      n = in.read(chunk);
    } while (n >= 0);
  }

  void closeIfHanging() {
    if (hanging) {
      close();
    }
  }

  void close() {
    close(client);
    close(server);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // Closed is closed.
    }
  }
}
