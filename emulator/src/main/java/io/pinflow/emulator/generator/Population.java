package io.pinflow.emulator.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The people who post. How many posts a person has follows the real set, where a few post a lot.
 * What is known of a person there is the least of what was drawn for each of its posts (the lowest
 * age, the earliest date, the first name in the alphabet), and so it is here.
 */
final class Population {

  private static final double INFO_ERROR_SHARE = 26.0 / 3306;
  private static final long FIRST_JOINED = epochSecond("2015-10-21T03:17:47");
  private static final long LAST_JOINED = epochSecond("2017-10-20T10:44:26");
  private static final int YOUNGEST = 20;
  private static final int OLDEST = 60;

  private final long seed;
  private final int[] posters;
  private final int[] postsOf;
  private final short[] countryOf;
  private final short[] followerFormOf;
  private final int infoErrorPerson;
  private final byte[][] countries;
  private final NamePool names;
  private final PosterNames posterNames;

  private Population(
      long seed,
      int[] posters,
      int[] postsOf,
      short[] countryOf,
      short[] followerFormOf,
      int infoErrorPerson,
      byte[][] countries,
      NamePool names,
      PosterNames posterNames) {
    this.seed = seed;
    this.posters = posters;
    this.postsOf = postsOf;
    this.countryOf = countryOf;
    this.followerFormOf = followerFormOf;
    this.infoErrorPerson = infoErrorPerson;
    this.countries = countries;
    this.names = names;
    this.posterNames = posterNames;
  }

  static Population create(GeneratorConfig config, Vocabulary vocabulary) {
    SplitMix random = SplitMix.of(config.seed(), Stream.POPULATION, 0);
    int entries = config.catalogueSize();
    int[] postsOf = PostCounts.load().draw(entries, random);
    List<String[]> countries = Resources.rows("countries.tsv");
    int[] countryWeights = countries.stream().mapToInt(row -> Integer.parseInt(row[1])).toArray();
    int infoErrorPerson = closest(postsOf, entries * INFO_ERROR_SHARE);
    short[] countryOf = Quotas.assign(postsOf, Quotas.of(entries, countryWeights), random);
    int[] withFollowers = postsOf.clone();
    withFollowers[infoErrorPerson] = 0;
    int[] followerQuotas = Quotas.of(entries - postsOf[infoErrorPerson], FollowerCounts.weights());
    return new Population(
        config.seed(),
        posters(postsOf, random),
        postsOf,
        countryOf,
        Quotas.assign(withFollowers, followerQuotas, random),
        infoErrorPerson,
        countries.stream().map(row -> row[0].getBytes(UTF_8)).toArray(byte[][]::new),
        NamePool.load(),
        new PosterNames(vocabulary, random.nextInt(Integer.MAX_VALUE)));
  }

  /** The person behind a catalogue entry. */
  Person posterOf(int entry) {
    int person = posters[entry];
    int posts = postsOf[person];
    SplitMix random = SplitMix.of(seed, Stream.PERSON, person);
    byte[] firstName = names.firstName(random.leastOf(posts));
    byte[] lastName = names.lastName(random.leastOf(posts));
    int age = YOUNGEST + (int) (random.leastOf(posts) * (OLDEST - YOUNGEST + 1));
    long joined = FIRST_JOINED + (long) (random.leastOf(posts) * (LAST_JOINED - FIRST_JOINED + 1));
    double latitude = -90 + 180 * random.leastOf(posts);
    double longitude = -180 + 360 * random.leastOf(posts);
    boolean infoError = person == infoErrorPerson;
    return new Person(
        infoError ? PinWriter.INFO_ERROR : posterNames.of(person, firstName, lastName, random),
        infoError ? PinWriter.INFO_ERROR : FollowerCounts.draw(followerFormOf[person], random),
        infoError,
        firstName,
        lastName,
        age,
        joined,
        latitude,
        longitude,
        countries[countryOf[person]]);
  }

  /** The poster of each entry: everyone as often as they post, in random order. */
  private static int[] posters(int[] postsOf, SplitMix random) {
    int[] posters =
        IntStream.range(0, postsOf.length)
            .flatMap(person -> IntStream.generate(() -> person).limit(postsOf[person]))
            .toArray();
    for (int i = posters.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int poster = posters[i];
      posters[i] = posters[other];
      posters[other] = poster;
    }
    return posters;
  }

  private static int closest(int[] postsOf, double wanted) {
    int closest = 0;
    for (int person = 1; person < postsOf.length; person++) {
      if (Math.abs(postsOf[person] - wanted) < Math.abs(postsOf[closest] - wanted)) {
        closest = person;
      }
    }
    return closest;
  }

  private static long epochSecond(String utc) {
    return LocalDateTime.parse(utc).toEpochSecond(ZoneOffset.UTC);
  }
}
