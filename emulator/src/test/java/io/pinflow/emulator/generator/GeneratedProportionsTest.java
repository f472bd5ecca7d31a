package io.pinflow.emulator.generator;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pinflow.emulator.generator.Rows.Row;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The figures of the real set, over a whole catalogue. The margins are about four standard
 * deviations of a share among 11,154, wider where the real figure is itself rounded.
 */
class GeneratedProportionsTest {

  private static final Rows ROWS = Rows.ofWholeCatalogue(GeneratorConfig.ofSeed(1));

  @Test
  void coversThirteenCategoriesInTheRealShares() {
    Map<String, Long> pins = count(ROWS.pins(), row -> row.text("category"));

    assertThat(pins).hasSize(13).containsEntry("christmas", 1046L).containsEntry("vehicles", 719L);
    assertThat(ROWS.pins())
        .allMatch(
            row -> row.text("save_location").equals("Local save in /data/" + row.text("category")));
  }

  @Test
  void coversAllCountriesWithTheirWeights() {
    Map<String, Long> posts = count(ROWS.geo(), row -> row.text("country"));

    assertThat(posts)
        .hasSize(243)
        .containsEntry("Albania", 563L)
        .containsEntry("Algeria", 487L)
        .containsEntry("United Arab Emirates", 5L);
  }

  @Test
  void spreadsAgesAndDatesAsTheRealSetDoes() {
    List<Integer> ages = ROWS.users().stream().map(row -> row.fields().get("age").asInt()).toList();
    assertThat(ages).allMatch(age -> age >= 20 && age <= 60).contains(20, 60);
    assertThat(ages.stream().filter(age -> age <= 24).count()).isBetween(4_300L, 5_500L);

    assertThat(ROWS.users())
        .extracting(row -> row.text("date_joined"))
        .allMatch(date -> date.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"))
        .allMatch(date -> date.compareTo("2015-10-21") >= 0 && date.compareTo("2017-10-21") < 0);
    assertThat(ROWS.geo())
        .extracting(row -> row.text("timestamp"))
        .allMatch(date -> date.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"))
        .allMatch(date -> date.compareTo("2017-10-19") >= 0 && date.compareTo("2022-10-20") < 0);
  }

  @Test
  void neverPostsBeforeJoining() {
    Map<Integer, String> joined = new HashMap<>();
    ROWS.users().forEach(row -> joined.put(row.index(), row.text("date_joined")));

    assertThat(ROWS.geo())
        .allMatch(row -> row.text("timestamp").compareTo(joined.get(row.index())) > 0);
  }

  @Test
  void writesCoordinatesOnEarthWithSixSignificantDigits() {
    assertThat(ROWS.geo())
        .allSatisfy(
            row -> {
              assertThat(row.fields().get("latitude").asDouble()).isBetween(-90.0, 90.0);
              assertThat(row.fields().get("longitude").asDouble()).isBetween(-180.0, 180.0);
              assertThat(row.fields().get("latitude").isDouble()).isTrue();
              assertThat(row.fields().get("latitude").decimalValue().precision())
                  .isLessThanOrEqualTo(6);
            });
  }

  @Test
  void writesFollowerCountsInTheRealForms() {
    assertThat(percent(row -> row.text("follower_count").matches("[1-9]\\d{0,2}k")))
        .isCloseTo(73.7, within(2.0));
    assertThat(percent(row -> row.text("follower_count").matches("0|[1-9]\\d{0,2}")))
        .isCloseTo(17.5, within(2.0));
    assertThat(percent(row -> row.text("follower_count").matches("[1-9]\\d?M")))
        .isCloseTo(8.1, within(1.0));
    assertThat(percent(row -> row.text("follower_count").equals("User Info Error")))
        .isCloseTo(0.79, within(0.3));
  }

  @Test
  void mixesImagesVideosAndStories() {
    assertThat(percent(row -> row.text("is_image_or_video").equals("image")))
        .isCloseTo(89.6, within(1.2));
    assertThat(percent(row -> row.text("is_image_or_video").equals("video")))
        .isCloseTo(2.9, within(0.7));
    assertThat(
            percent(row -> row.text("is_image_or_video").equals("multi-video(story page format)")))
        .isCloseTo(7.5, within(1.0));
    assertThat(percent(row -> row.fields().get("downloaded").asInt() == 0))
        .isCloseTo(2.6, within(0.6));
  }

  @Test
  void writesWhatIsMissingAsTheSourceDoes() {
    assertThat(percent(row -> row.text("description").equals("No description available")))
        .isCloseTo(1.75, within(0.5));
    assertThat(
            percent(row -> row.text("description").equals("No description available Story format")))
        .isCloseTo(7.5, within(1.0));
    assertThat(percent(row -> row.text("description").equals("Untitled")))
        .isCloseTo(0.03, within(0.08));
    assertThat(percent(row -> row.text("title").equals("No Title Data Available")))
        .isCloseTo(0.79, within(0.3));
    assertThat(percent(row -> row.text("tag_list").equals("N,o, ,T,a,g,s, ,A,v,a,i,l,a,b,l,e")))
        .isCloseTo(1.6, within(0.5));
    assertThat(percent(row -> row.text("image_src").equals("Image src error.")))
        .isCloseTo(2.57, within(0.6));
    assertThat(percent(row -> !row.fields().has("poster_name"))).isCloseTo(0.33, within(0.22));
  }

  @Test
  void makesTextsAsLongAndAsForeignAsTheRealOnes() {
    assertThat(percent(row -> !isAscii(row.text("description")))).isCloseTo(42.9, within(2.0));
    assertThat(percent(row -> row.text("description").endsWith("…\u00a0")))
        .isCloseTo(36.1, within(2.0));
    assertThat(percent(row -> hasFourByteCharacter(row.fields().toString())))
        .isCloseTo(1.8, within(0.6));
    assertThat(percent(row -> row.text("title").endsWith(" "))).isBetween(0.01, 0.4);
    assertThat(percent(row -> row.text("title").contains("\n"))).isBetween(0.01, 0.5);
    assertThat(percent(row -> row.text("title").contains("\""))).isCloseTo(1.1, within(0.5));
    assertThat(percent(row -> row.text("poster_name").endsWith(" "))).isBetween(1.0, 3.0);
    assertThat(Rows.meanBytes(ROWS.pins())).isCloseTo(731, within(20.0));
    assertThat(Rows.meanBytes(ROWS.geo())).isCloseTo(118.6, within(3.0));
    assertThat(Rows.meanBytes(ROWS.users())).isCloseTo(109.1, within(3.0));
  }

  @Test
  void makesEachPosterOneUserWithOnePlaceAndOneFollowerCount() {
    Map<Integer, String> users = new HashMap<>();
    ROWS.users().forEach(row -> users.put(row.index(), withoutIndex(row)));
    Map<Integer, String> places = new HashMap<>();
    ROWS.geo()
        .forEach(
            row ->
                places.put(
                    row.index(),
                    row.text("latitude") + row.text("longitude") + row.text("country")));
    Map<String, Set<String>> perPoster = new HashMap<>();
    Map<String, Set<String>> posters = new HashMap<>();
    for (Row pin : ROWS.pins()) {
      if (pin.fields().has("poster_name")) {
        String user = users.get(pin.index()) + places.get(pin.index()) + pin.text("follower_count");
        perPoster.computeIfAbsent(pin.text("poster_name"), p -> new HashSet<>()).add(user);
        posters.computeIfAbsent(user, u -> new HashSet<>()).add(pin.text("poster_name"));
      }
    }

    assertThat(perPoster.values()).allMatch(set -> set.size() == 1);
    assertThat(posters.values()).allMatch(set -> set.size() == 1);
    assertThat(posters).hasSizeBetween(5_250, 5_307);
    assertThat(count(ROWS.users(), GeneratedProportionsTest::withoutIndex).values())
        .hasSize(5_307)
        .contains(1L, 244L);
  }

  @Test
  void numbersItsEntriesFromZero() {
    List<Integer> indexes = ROWS.pins().stream().map(Row::index).toList();

    assertThat(indexes).doesNotHaveDuplicates().hasSize(11_154);
    assertThat(indexes.stream().min(Comparator.naturalOrder())).hasValue(0);
    assertThat(indexes.stream().max(Comparator.naturalOrder())).hasValue(11_153);
    assertThat(ROWS.pins())
        .extracting(row -> row.text("unique_id"))
        .doesNotHaveDuplicates()
        .allMatch(
            id ->
                id.matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
  }

  private static double percent(java.util.function.Predicate<Row> condition) {
    return ROWS.percentOfPins(condition);
  }

  private static Map<String, Long> count(List<Row> rows, Function<Row, String> value) {
    return rows.stream().collect(groupingBy(value, counting()));
  }

  private static String withoutIndex(Row user) {
    return user.text("first_name")
        + "|"
        + user.text("last_name")
        + "|"
        + user.text("age")
        + "|"
        + user.text("date_joined");
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(character -> character < 128);
  }

  private static boolean hasFourByteCharacter(String text) {
    return text.chars().anyMatch(character -> Character.isSurrogate((char) character));
  }
}
