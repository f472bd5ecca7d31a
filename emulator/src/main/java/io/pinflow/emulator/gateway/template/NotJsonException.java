package io.pinflow.emulator.gateway.template;

/** A template asked for JSON where the body is none. */
public final class NotJsonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotJsonException(com.fasterxml.jackson.core.JsonProcessingException cause) {
    super(cause.getOriginalMessage(), cause);
  }
}
