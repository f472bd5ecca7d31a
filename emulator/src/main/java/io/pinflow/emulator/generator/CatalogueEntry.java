package io.pinflow.emulator.generator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** One of the different posts: its three records as they travel. Used once, by one thread. */
final class CatalogueEntry {

  private static final long FIRST_POSTED = epochSecond("2017-10-19T15:13:42");
  private static final long LAST_POSTED = epochSecond("2022-10-19T17:54:26");

  private static final byte[] INDEX = ascii("{\"ind\": ");
  private static final byte[] TIMESTAMP = ascii(", \"timestamp\": \"");
  private static final byte[] LATITUDE = ascii("\", \"latitude\": ");
  private static final byte[] LONGITUDE = ascii(", \"longitude\": ");
  private static final byte[] COUNTRY = ascii(", \"country\": \"");
  private static final byte[] FIRST_NAME = ascii(", \"first_name\": \"");
  private static final byte[] LAST_NAME = ascii("\", \"last_name\": \"");
  private static final byte[] AGE = ascii("\", \"age\": ");
  private static final byte[] DATE_JOINED = ascii(", \"date_joined\": \"");
  private static final byte[] END = ascii("\"}");

  private final int index;
  private final Person person;
  private final long postedAt;
  private final byte[] pin;

  CatalogueEntry(int index, Person person, Category category, SplitMix random, PinWriter pins) {
    this.index = index;
    this.person = person;
    long posted = FIRST_POSTED + (long) (random.nextDouble() * (LAST_POSTED - FIRST_POSTED + 1));
    this.postedAt = Math.max(posted, person.joinedAt() + 1);
    this.pin = pins.write(index, person, category, random);
  }

  byte[] pin() {
    return pin;
  }

  byte[] geo() {
    JsonText json = new JsonText();
    json.raw(INDEX).number(index).raw(TIMESTAMP);
    Timestamps.write(json, postedAt);
    json.raw(LATITUDE);
    Coordinates.write(json, person.latitude());
    json.raw(LONGITUDE);
    Coordinates.write(json, person.longitude());
    return json.raw(COUNTRY).raw(person.country()).raw(END).toBytes();
  }

  byte[] user() {
    JsonText json = new JsonText();
    json.raw(INDEX).number(index);
    json.raw(FIRST_NAME).raw(person.firstName());
    json.raw(LAST_NAME).raw(person.lastName());
    json.raw(AGE).number(person.age()).raw(DATE_JOINED);
    Timestamps.write(json, person.joinedAt());
    return json.raw(END).toBytes();
  }

  private static long epochSecond(String utc) {
    return LocalDateTime.parse(utc).toEpochSecond(ZoneOffset.UTC);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
