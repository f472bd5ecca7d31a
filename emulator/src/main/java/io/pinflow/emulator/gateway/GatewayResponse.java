package io.pinflow.emulator.gateway;

/** A response: its status and its JSON. The content type is the server's to negotiate. */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy per response would cost more
record GatewayResponse(int status, byte[] json) {

  static GatewayResponse ok(byte[] json) {
    return new GatewayResponse(200, json);
  }
}
