package io.pinflow.emulator.generator;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Writes pins with the real set's flaws in its proportions: the probabilities are counts of its
 * 3,306 pins.
 */
final class PinWriter {

  static final byte[] INFO_ERROR = ascii("User Info Error");

  private static final byte[] INDEX = ascii("{\"index\": ");
  private static final byte[] UNIQUE_ID = ascii(", \"unique_id\": \"");
  private static final byte[] TITLE = ascii("\", \"title\": \"");
  private static final byte[] DESCRIPTION = ascii("\", \"description\": \"");
  private static final byte[] POSTER_NAME = ascii("\", \"poster_name\": \"");
  private static final byte[] FOLLOWER_COUNT = ascii("\", \"follower_count\": \"");
  private static final byte[] TAG_LIST = ascii("\", \"tag_list\": \"");
  private static final byte[] IS_IMAGE_OR_VIDEO = ascii("\", \"is_image_or_video\": \"");
  private static final byte[] IMAGE_SRC = ascii("\", \"image_src\": \"");
  private static final byte[] DOWNLOADED = ascii("\", \"downloaded\": ");
  private static final byte[] SAVE_LOCATION = ascii(", \"save_location\": \"Local save in /data/");
  private static final byte[] CATEGORY = ascii("\", \"category\": \"");
  private static final byte[] END = ascii("\"}");

  private static final byte[] NO_TITLE = ascii("No Title Data Available");
  private static final byte[] NO_STORY_DESCRIPTION = ascii("No description available Story format");
  private static final byte[] NO_DESCRIPTION = ascii("No description available");
  private static final byte[] UNTITLED = ascii("Untitled");
  private static final byte[] NO_TAGS = ascii("N,o, ,T,a,g,s, ,A,v,a,i,l,a,b,l,e");
  private static final byte[] NO_IMAGE = ascii("Image src error.");

  /** Of the pins whose poster is known: 221 stories and 97 videos. */
  private static final double KNOWN_POSTER = 3280.0;

  private final TextWriter texts;
  private final ImageSources images = new ImageSources();

  PinWriter(TextWriter texts) {
    this.texts = texts;
  }

  byte[] write(int index, Person person, Category category, SplitMix random) {
    Media media = person.infoError() ? Media.STORY : media(random);
    boolean imageMissing =
        person.infoError() || (media == Media.STORY && random.chance(59.0 / 221));
    JsonText json = new JsonText();
    json.raw(INDEX).number(index).raw(UNIQUE_ID);
    uniqueId(json, random);
    json.raw(TITLE);
    if (person.infoError()) {
      json.raw(NO_TITLE);
    } else {
      texts.title(json, category, random);
    }
    json.raw(DESCRIPTION);
    description(json, media, category, random);
    if (!random.chance(11.0 / 3306)) {
      json.raw(POSTER_NAME).raw(person.posterName());
    }
    json.raw(FOLLOWER_COUNT).raw(person.followerCount()).raw(TAG_LIST);
    if (person.infoError() || random.chance(27.0 / KNOWN_POSTER)) {
      json.raw(NO_TAGS);
    } else {
      texts.tags(json, category, random);
    }
    json.raw(IS_IMAGE_OR_VIDEO).raw(media.text()).raw(IMAGE_SRC);
    if (imageMissing) {
      json.raw(NO_IMAGE);
    } else {
      images.write(json, media, random);
    }
    json.raw(DOWNLOADED).raw(imageMissing ? '0' : '1');
    json.raw(SAVE_LOCATION).raw(category.name()).raw(CATEGORY).raw(category.name());
    return json.raw(END).toBytes();
  }

  private static Media media(SplitMix random) {
    double place = random.nextDouble() * KNOWN_POSTER;
    return place < 221 ? Media.STORY : place < 221 + 97 ? Media.VIDEO : Media.IMAGE;
  }

  private void description(JsonText json, Media media, Category category, SplitMix random) {
    if (media == Media.STORY) {
      json.raw(NO_STORY_DESCRIPTION);
    } else if (random.chance(58.0 / 3059)) {
      json.raw(NO_DESCRIPTION);
    } else if (random.chance(1.0 / 3000)) {
      json.raw(UNTITLED);
    } else {
      texts.description(json, category, random);
    }
  }

  /** A random (version 4) UUID. */
  private static void uniqueId(JsonText json, SplitMix random) {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
    for (int i = 7; i >= 0; i--) {
      json.hexByte((int) (high >>> (8 * i)));
      if (i == 4 || i == 2 || i == 0) {
        json.raw('-');
      }
    }
    for (int i = 7; i >= 0; i--) {
      json.hexByte((int) (low >>> (8 * i)));
      if (i == 6) {
        json.raw('-');
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
