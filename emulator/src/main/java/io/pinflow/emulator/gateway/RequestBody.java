package io.pinflow.emulator.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;

/** Reads request bodies within a limit. */
final class RequestBody {

  /**
   * How much of an oversized body is read and thrown away, so that the client, still sending, gets
   * to see the answer; beyond that its connection just breaks.
   */
  private static final long MOST_DISCARDED_BYTES = 256L * 1024 * 1024;

  private static final byte[] EMPTY = {};

  private RequestBody() {}

  static byte[] read(HttpServletRequest request, int limit) throws IOException {
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw GatewayErrors.unsupportedEncoding(encoding);
    }
    if (request.getContentLengthLong() == 0) {
      return EMPTY;
    }
    try (InputStream input = request.getInputStream()) {
      if (request.getContentLengthLong() <= limit) {
        byte[] body = input.readNBytes(limit);
        if (body.length < limit || input.read() < 0) {
          return body;
        }
      }
      discard(input);
      throw GatewayErrors.tooLarge(limit);
    }
  }

  private static void discard(InputStream input) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long discarded = 0;
    int read;
    while (discarded < MOST_DISCARDED_BYTES && (read = input.read(buffer)) >= 0) {
      discarded += read;
    }
  }
}
