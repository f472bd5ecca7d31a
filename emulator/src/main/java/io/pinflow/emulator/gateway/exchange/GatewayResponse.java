package io.pinflow.emulator.gateway.exchange;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A response. The header names are in any case. */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy per response would cost more
public record GatewayResponse(int status, Map<String, String> headers, byte[] body) {

  public static final String CONTENT_TYPE = "Content-Type";

  public GatewayResponse {
    Map<String, String> caseless = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    caseless.putAll(headers);
    headers = Collections.unmodifiableMap(caseless);
  }

  public static GatewayResponse of(int status, String contentType, byte[] body) {
    return new GatewayResponse(status, Map.of(CONTENT_TYPE, contentType), body);
  }

  public GatewayResponse withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(name, value);
    return new GatewayResponse(status, more, body);
  }
}
