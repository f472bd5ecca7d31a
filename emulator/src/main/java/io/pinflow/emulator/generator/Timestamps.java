package io.pinflow.emulator.generator;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes instants as {@code yyyy-MM-dd HH:mm:ss} in UTC. */
final class Timestamps {

  private Timestamps() {}

  static void write(JsonText json, long epochSecond) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
    json.number(time.getYear()).raw('-').twoDigits(time.getMonthValue()).raw('-');
    json.twoDigits(time.getDayOfMonth()).raw(' ').twoDigits(time.getHour()).raw(':');
    json.twoDigits(time.getMinute()).raw(':').twoDigits(time.getSecond());
  }
}
