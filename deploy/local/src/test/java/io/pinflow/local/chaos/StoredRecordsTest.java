package io.pinflow.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.schema.RecordKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A row as a query shows it has the content of the record it was made of. */
class StoredRecordsTest {

  @Test
  void pinsAreRecognised() {
    assertRecognised(
        RecordKind.PIN,
        "{'index':7,'unique_id':'u','title':' T ','description':'No description available',"
            + "'poster_name':'P','follower_count':'1.2k','tag_list':'a,b','is_image_or_video':'image',"
            + "'image_src':'http://x','downloaded':1,'save_location':'Local save in /data','category':'art'}",
        Arrays.asList(
            "7", null, "u", " T ", null, "1200", "P", "a,b", "image", "http://x", "/data", "art"));
  }

  @Test
  void pinOfUnknownFollowersIsRecognised() {
    assertRecognised(
        RecordKind.PIN,
        "{'index':7,'follower_count':'User Info Error'}",
        Arrays.asList(
            "7",
            "{\"follower_count\":\"User Info Error\"}",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null));
  }

  @Test
  void placesAreRecognised() {
    assertRecognised(
        RecordKind.GEO,
        "{'ind':7,'timestamp':'2018-02-03T04:05:06.7','latitude':-12.5,'longitude':0.00001,"
            + "'country':'Chile'}",
        Arrays.asList("7", null, "Chile", "[-12.5,0.00001]", "2018-02-03 04:05:06.700000"));
  }

  @Test
  void usersAreRecognised() {
    assertRecognised(
        RecordKind.USER,
        "{'ind':7,'first_name':'A','last_name':'B','age':30,'date_joined':'2016-01-02 03:04:05'}",
        Arrays.asList("7", null, "A B", "30", "2016-01-02 03:04:05.000000"));
  }

  private static void assertRecognised(RecordKind kind, String payload, List<String> row) {
    byte[] bytes = payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    assertThat(Content.of(StoredRecords.row(kind, row))).isEqualTo(Content.of(kind, bytes));
  }
}
