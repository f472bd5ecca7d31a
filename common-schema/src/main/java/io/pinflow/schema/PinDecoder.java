package io.pinflow.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads pins. Nothing but the key is required: what is odd becomes null and is rescued. */
final class PinDecoder extends RecordDecoder {
  private static final int UNIQUE_ID = FIRST_FIELD;
  private static final int TITLE = FIRST_FIELD + 1;
  private static final int DESCRIPTION = FIRST_FIELD + 2;
  private static final int POSTER_NAME = FIRST_FIELD + 3;
  private static final int FOLLOWER_COUNT = FIRST_FIELD + 4;
  private static final int TAG_LIST = FIRST_FIELD + 5;
  private static final int IS_IMAGE_OR_VIDEO = FIRST_FIELD + 6;
  private static final int IMAGE_SRC = FIRST_FIELD + 7;
  private static final int IMG_SRC = FIRST_FIELD + 8;
  private static final int DOWNLOADED = FIRST_FIELD + 9;
  private static final int SAVE_LOCATION = FIRST_FIELD + 10;
  private static final int CATEGORY = FIRST_FIELD + 11;

  private final TextRule[] uniqueIdRules = rules("unique_id");
  private final TextRule[] titleRules = rules("title");
  private final TextRule[] descriptionRules = rules("description");
  private final TextRule[] posterNameRules = rules("poster_name");
  private final TextRule[] tagListRules = rules("tag_list");
  private final TextRule[] isImageOrVideoRules = rules("is_image_or_video");
  private final TextRule[] imageSrcRules = rules("image_src");
  private final TextRule[] saveLocationRules = rules("save_location");
  private final TextRule[] categoryRules = rules("category");

  private final PinRow.Builder row = PinRow.builder();
  private String imageSrc;
  private String imgSrc;

  @Override
  void reset() {
    row.reset();
    imageSrc = null;
    imgSrc = null;
  }

  @Override
  boolean readField(String name, JsonToken token, JsonParser parser) throws IOException {
    switch (name) {
      case "unique_id":
        once(UNIQUE_ID, name);
        row.uniqueId(apply(uniqueIdRules, optionalText(name, token, parser)));
        return true;
      case "title":
        once(TITLE, name);
        row.title(apply(titleRules, optionalText(name, token, parser)));
        return true;
      case "description":
        once(DESCRIPTION, name);
        row.description(apply(descriptionRules, optionalText(name, token, parser)));
        return true;
      case "poster_name":
        once(POSTER_NAME, name);
        row.posterName(apply(posterNameRules, optionalText(name, token, parser)));
        return true;
      case "follower_count":
        once(FOLLOWER_COUNT, name);
        readFollowerCount(name, token, parser);
        return true;
      case "tag_list":
        once(TAG_LIST, name);
        row.tagList(apply(tagListRules, optionalText(name, token, parser)));
        return true;
      case "is_image_or_video":
        once(IS_IMAGE_OR_VIDEO, name);
        row.isImageOrVideo(apply(isImageOrVideoRules, optionalText(name, token, parser)));
        return true;
      case "image_src":
        once(IMAGE_SRC, name);
        imageSrc = optionalText(name, token, parser);
        return true;
      case "img_src":
        once(IMG_SRC, name);
        imgSrc = optionalText(name, token, parser);
        return true;
      case "downloaded":
        once(DOWNLOADED, name);
        readDownloaded(name, token, parser);
        return true;
      case "save_location":
        once(SAVE_LOCATION, name);
        row.saveLocation(apply(saveLocationRules, optionalText(name, token, parser)));
        return true;
      case "category":
        once(CATEGORY, name);
        row.category(apply(categoryRules, optionalText(name, token, parser)));
        return true;
      default:
        return false;
    }
  }

  @Override
  PinRow.Builder finishColumns() throws IOException {
    String source = apply(imageSrcRules, imageSrc);
    String older = apply(imageSrcRules, imgSrc);
    if (source == null && older != null) {
      fire(Rules.IMAGE_SRC_ALIAS);
      source = older;
    } else if (older != null && !older.equals(source)) {
      fire(Rules.IMAGE_SRC_CONFLICT);
      rescued.put("img_src", older);
    }
    return row.imageSrc(source);
  }

  private void readFollowerCount(String name, JsonToken token, JsonParser parser)
      throws IOException {
    boolean isString = token == JsonToken.VALUE_STRING;
    if (isString || token.isNumeric()) {
      char[] text = parser.getTextCharacters();
      int start = parser.getTextOffset();
      int length = parser.getTextLength();
      long count = FollowerCounts.parse(text, start, length);
      if (count != FollowerCounts.UNREADABLE) {
        if (FollowerCounts.hasSuffix(text, start, length)) {
          fire(Rules.FOLLOWER_COUNT_SUFFIX);
        }
        row.followerCount(count);
        return;
      }
      if (isString) {
        rescueFollowerCount(name, text(name, parser));
        return;
      }
    }
    if (token != JsonToken.VALUE_NULL) {
      fire(Rules.FOLLOWER_COUNT_UNREADABLE);
      rescued.copy(name, parser);
    }
  }

  private void rescueFollowerCount(String name, String text) throws IOException {
    if (Rules.TEXT_BLANK.matches(text)) {
      fire(Rules.TEXT_BLANK);
      return;
    }
    boolean isError = text.equals(FollowerCounts.USER_INFO_ERROR);
    fire(isError ? Rules.FOLLOWER_COUNT_ERROR : Rules.FOLLOWER_COUNT_UNREADABLE);
    rescued.put(name, text);
  }

  private void readDownloaded(String name, JsonToken token, JsonParser parser) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    boolean valid =
        token.isBoolean() || (token == JsonToken.VALUE_NUMBER_INT && isIntegerWithin(parser, 0, 1));
    if (valid) {
      fire(Rules.DOWNLOADED_NOT_KEPT);
    } else {
      fire(Rules.DOWNLOADED_INVALID);
      rescued.copy(name, parser);
    }
  }

  private static TextRule[] rules(String column) {
    return CleaningRules.textRules(RecordKind.PIN, column);
  }
}
