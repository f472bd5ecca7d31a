package io.pinflow.schema;

import static io.pinflow.schema.Cleaners.pin;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinCleaningTest {
  private static final String NO_BREAK_SPACE = "\u00a0";

  @Test
  void readsEveryColumnOfACompletePin() {
    PinRow row =
        pin(
            "'unique_id': 'u', 'title': 't', 'description': 'd', 'poster_name': 'p',"
                + " 'follower_count': '31k', 'tag_list': 'a,b', 'is_image_or_video': 'image',"
                + " 'image_src': 'https://i', 'downloaded': 1,"
                + " 'save_location': 'Local save in /data/art', 'category': 'art'");

    assertThat(CleanRowJson.toJson(row))
        .isEqualTo(
            "{\"ind\":1,\"unique_id\":\"u\",\"title\":\"t\",\"description\":\"d\","
                + "\"follower_count\":31000,\"poster_name\":\"p\",\"tag_list\":\"a,b\","
                + "\"is_image_or_video\":\"image\",\"image_src\":\"https://i\","
                + "\"save_location\":\"/data/art\",\"category\":\"art\",\"rescued\":null}");
    assertThat(Rules.idsOf(row.firedRules()))
        .containsExactly("follower-count.suffix", "save-location.prefix", "downloaded.not-kept");
  }

  @Test
  void leavesAllButTheKeyNullIfNothingElseIsThere() {
    assertThat(CleanRowJson.toJson(pin("")))
        .isEqualTo(
            "{\"ind\":1,\"unique_id\":null,\"title\":null,\"description\":null,"
                + "\"follower_count\":null,\"poster_name\":null,\"tag_list\":null,"
                + "\"is_image_or_video\":null,\"image_src\":null,\"save_location\":null,"
                + "\"category\":null,\"rescued\":null}");
    assertThat(pin("").firedRules()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title|No Title Data Available|title.no-data",
        "description|No description available Story format|description.no-description-story",
        "description|No description available|description.no-description",
        "poster_name|User Info Error|poster-name.user-info-error",
        "tag_list|N,o, ,T,a,g,s, ,A,v,a,i,l,a,b,l,e|tag-list.no-tags",
        "image_src|Image src error.|image-src.error",
      })
  void turnsJunkIntoNullWhereItIsTheWholeField(String field, String junk, String rule) {
    PinRow row = pin("'" + field + "': '" + junk + "'");
    assertThat(value(row, field)).isNull();
    assertThat(row.rescued()).isNull();
    assertThat(Rules.idsOf(row.firedRules())).containsExactly(rule);

    for (String near : new String[] {junk + " ", " " + junk, junk + "!", upper(junk)}) {
      PinRow kept = pin("'" + field + "': '" + near + "'");
      assertThat(value(kept, field)).isEqualTo(near);
      assertThat(kept.firedRules()).isZero();
    }
  }

  @Test
  void keepsJunkOfOneColumnInAnother() {
    assertThat(pin("'title': 'User Info Error'").title()).isEqualTo("User Info Error");
    assertThat(pin("'description': 'Untitled'").description()).isEqualTo("Untitled");
    assertThat(pin("'category': 'Image src error.'").category()).isEqualTo("Image src error.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unique_id",
        "title",
        "description",
        "poster_name",
        "follower_count",
        "tag_list",
        "is_image_or_video",
        "image_src",
        "img_src",
        "save_location",
        "category"
      })
  void turnsBlankTextIntoNull(String field) {
    for (String blank :
        new String[] {
          "", " ", "\\t\\r\\n", "\u00a0", "\u2003\u3000", "\u200b\u2060\ufeff", "\\u0000", "\u2028"
        }) {
      PinRow row = pin("'" + field + "': '" + blank + "'");
      assertThat(value(row, field)).isNull();
      assertThat(row.rescued()).isNull();
      assertThat(Rules.idsOf(row.firedRules())).contains("text.blank-to-null");
    }
    assertThat(pin("'" + field + "': null").firedRules()).isZero();
  }

  @Test
  void keepsTextByteForByte() {
    String text = " \t Grüße 🎄 e\u0301 \ufeff" + NO_BREAK_SPACE;
    PinRow row = pin("'description': " + Json.quoted(text));
    assertThat(row.description()).isEqualTo(text);
    assertThat(row.firedRules()).isZero();
  }

  @Test
  void keepsEscapedCharactersAsWhatTheyMean() {
    String escapes = "'title': '\\ud83c\\udf84 \\u0000 \\/ \\\\ \\\" \\u00e9'";
    assertThat(pin(escapes).title()).isEqualTo("🎄 \u0000 / \\ \" é");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "1.50", "true", "['a']", "{'a':{'b':[1,null]}}"})
  void rescuesTextOfAnotherType(String value) {
    PinRow row = pin("'title': " + value + ", 'category': 'art'");
    assertThat(row.title()).isNull();
    assertThat(row.category()).isEqualTo("art");
    assertThat(row.rescued()).isEqualTo(("{'title':" + value + "}").replace('\'', '"'));
    assertThat(Rules.idsOf(row.firedRules())).containsExactly("text.not-a-string");
  }

  @ParameterizedTest
  @CsvSource({
    "Local save in /data/art,/data/art",
    "Local save in Local save in /a,/a",
    "/data/art,/data/art",
    "local save in /data,local save in /data",
    "Local save in/data,Local save in/data",
    "Saved: Local save in /a,Saved: Local save in /a",
  })
  void removesThePrefixOfASaveLocation(String wire, String stored) {
    assertThat(pin("'save_location': '" + wire + "'").saveLocation()).isEqualTo(stored);
  }

  @Test
  void leavesNoBlankSaveLocationBehindThePrefix() {
    PinRow row = pin("'save_location': 'Local save in  '");
    assertThat(row.saveLocation()).isNull();
    assertThat(Rules.idsOf(row.firedRules()))
        .containsExactly("text.blank-to-null", "save-location.prefix");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "true", "false"})
  void dropsAValidDownloaded(String value) {
    PinRow row = pin("'downloaded': " + value);
    assertThat(row.rescued()).isNull();
    assertThat(Rules.idsOf(row.firedRules())).containsExactly("downloaded.not-kept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "-1", "1.0", "'1'", "'yes'", "''", "[1]", "99999999999999999999"})
  void rescuesAnInvalidDownloaded(String value) {
    PinRow row = pin("'downloaded': " + value);
    assertThat(row.rescued()).isEqualTo(("{'downloaded':" + value + "}").replace('\'', '"'));
    assertThat(Rules.idsOf(row.firedRules())).containsExactly("downloaded.invalid");
  }

  @Test
  void readsTheOlderNameOfTheImage() {
    PinRow row = pin("'img_src': 'https://a'");
    assertThat(row.imageSrc()).isEqualTo("https://a");
    assertThat(Rules.idsOf(row.firedRules())).containsExactly("image-src.alias");
    assertThat(pin("'image_src': null, 'img_src': 'https://a'").imageSrc()).isEqualTo("https://a");
    assertThat(pin("'img_src': 'Image src error.'").imageSrc()).isNull();
    assertThat(pin("'image_src': 'Image src error.', 'img_src': 'https://a'").imageSrc())
        .isEqualTo("https://a");
    assertThat(pin("'image_src': 'https://a', 'img_src': 'Image src error.'").rescued()).isNull();
  }

  @Test
  void rescuesTheOlderNameOfTheImageWhereItDiffers() {
    for (String fields :
        new String[] {
          "'image_src': 'https://a', 'img_src': 'https://b'",
          "'img_src': 'https://b', 'image_src': 'https://a'"
        }) {
      PinRow row = pin(fields);
      assertThat(row.imageSrc()).isEqualTo("https://a");
      assertThat(row.rescued()).isEqualTo("{\"img_src\":\"https://b\"}");
      assertThat(Rules.idsOf(row.firedRules())).containsExactly("image-src.conflict");
    }
    PinRow same = pin("'image_src': 'https://a', 'img_src': 'https://a'");
    assertThat(same.rescued()).isNull();
    assertThat(same.firedRules()).isZero();
  }

  private static Object value(PinRow row, String field) {
    String column = field.equals("img_src") ? "image_src" : field;
    Function<String, Object> json = c -> Json.parse(CleanRowJson.toJson(row)).get(c).textValue();
    return json.apply(column);
  }

  private static String upper(String text) {
    return text.toUpperCase(java.util.Locale.ROOT);
  }
}
