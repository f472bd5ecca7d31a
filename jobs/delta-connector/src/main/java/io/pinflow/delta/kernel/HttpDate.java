package io.pinflow.delta.kernel;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import javax.annotation.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The time at which a server answered, by its own clock. */
final class HttpDate {

  private HttpDate() {}

  /** Null if the response does not tell. */
  @Nullable
  static Instant of(@Nullable SdkHttpResponse response) {
    if (response == null) {
      return null;
    }
    try {
      return response
          .firstMatchingHeader("Date")
          .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
          .orElse(null);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
