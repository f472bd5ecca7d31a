package io.pinflow.local.chaos;

/**
 * What a {@link FaultProxy} does to requests.
 *
 * @param oneIn 1 for every request, 2 for every second one, and so on
 */
record Disturbance(Effect effect, int oneIn) {

  /** None at all. */
  static final Disturbance NONE = new Disturbance(Effect.NONE, 1);

  /** What becomes of a request. */
  enum Effect {
    NONE,
    /** It is answered with HTTP 500 and never reaches the server. */
    SERVER_ERROR,
    /** It is answered with HTTP 503 and never reaches the server. */
    SLOW_DOWN,
    /** It gets no answer until the proxy is mended, and never reaches the server. */
    HANG,
    /** The server carries it out; its connection is closed in place of the answer. */
    LOSE_ANSWER,
    /** Its connection is closed; it never reaches the server. */
    CUT
  }
}
