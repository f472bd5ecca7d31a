package io.pinflow.emulator.generator;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** What a pin shows. */
enum Media {
  IMAGE("image"),
  VIDEO("video"),
  STORY("multi-video(story page format)");

  private final byte[] text;

  Media(String text) {
    this.text = text.getBytes(US_ASCII);
  }

  byte[] text() {
    return text;
  }
}
