package io.pinflow.emulator.generator;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Writes image addresses in the image host's form; the images do not exist. */
final class ImageSources {

  private static final byte[] ORIGINALS = ascii("https://i.pinimg.com/originals/");
  private static final byte[] THUMBNAILS =
      ascii("https://i.pinimg.com/videos/thumbnails/originals/");
  private static final byte[] VIDEO_FRAME = ascii(".0000001.jpg");
  private static final byte[] JPG = ascii(".jpg");
  private static final byte[] PNG = ascii(".png");
  private static final byte[] WEBP = ascii(".webp");
  private static final byte[] GIF = ascii(".gif");

  void write(JsonText json, Media media, SplitMix random) {
    long high = random.nextLong();
    long low = random.nextLong();
    json.raw(media == Media.IMAGE ? ORIGINALS : THUMBNAILS);
    for (int i = 7; i >= 5; i--) {
      json.hexByte((int) (high >>> (8 * i))).raw('/');
    }
    for (int i = 7; i >= 0; i--) {
      json.hexByte((int) (high >>> (8 * i)));
    }
    for (int i = 7; i >= 0; i--) {
      json.hexByte((int) (low >>> (8 * i)));
    }
    json.raw(media == Media.IMAGE ? extension(random.nextInt(2962)) : VIDEO_FRAME);
  }

  private static byte[] extension(int place) {
    return place < 2474 ? JPG : place < 2944 ? PNG : place < 2958 ? WEBP : GIF;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
