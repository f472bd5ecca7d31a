package io.pinflow.schema;

import static io.pinflow.schema.Cleaners.pin;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentHashTest {
  @Test
  void isTheSameInEveryVersion() {
    // Kept in the state of running jobs: a change here makes every old record look new.
    PinRow pin = pin("'title': 'Grüße 🎄', 'follower_count': '31k', 'x': 1");
    GeoRow geo =
        GeoRow.builder()
            .ind(1)
            .country("Chad")
            .latitude(1.5)
            .longitude(-2)
            .timestampMicros(3)
            .build();
    UserRow user = UserRow.builder().ind(1).userName("Ann Lee").age(32).dateJoinedMicros(4).build();

    assertThat(pin.contentHash()).hasToString("a65d5aec6c6f43f2aae41936266b2a0b");
    assertThat(geo.contentHash()).hasToString("29b59aead6dcd059f3f7ffd24fb83ec3");
    assertThat(user.contentHash()).hasToString("2871fbb94fae285fe1c28916724fd7a1");
  }

  @Test
  void differsWithEveryValue() {
    List<PinRow> rows =
        List.of(
            pin(""),
            pin("'unique_id': 'a'"),
            pin("'title': 'a'"),
            pin("'description': 'a'"),
            pin("'poster_name': 'a'"),
            pin("'follower_count': '0'"),
            pin("'tag_list': 'a'"),
            pin("'is_image_or_video': 'a'"),
            pin("'image_src': 'a'"),
            pin("'save_location': 'a'"),
            pin("'category': 'a'"),
            pin("'title': 'aa'"),
            pin("'title': 'a', 'description': 'a'"),
            pin("'title': 'abcd'"),
            pin("'title': 'abcde'"),
            pin("'title': 'abcd\\u0000'"),
            pin("'x': 1"),
            PinRow.builder().ind(2).build());
    Set<ContentHash> hashes = new HashSet<>();
    rows.forEach(row -> hashes.add(row.contentHash()));
    assertThat(hashes).hasSameSizeAs(rows);
    assertThat(new HashSet<CleanRow>(rows)).hasSameSizeAs(rows);
  }

  @Test
  void doesNotDependOnWhatIsCleanedAway() {
    assertThat(pin("'downloaded': 1, 'title': '', 'save_location': 'Local save in /a'"))
        .isEqualTo(pin("'save_location': '/a'"))
        .hasSameHashCodeAs(pin("'save_location': '/a'"));
  }

  @Test
  void spreadsOverAllBits() {
    long high = 0;
    long low = 0;
    for (int ind = 0; ind < 64; ind++) {
      ContentHash hash = PinRow.builder().ind(ind).build().contentHash();
      high |= hash.high();
      low |= hash.low();
    }
    assertThat(high).isEqualTo(-1L);
    assertThat(low).isEqualTo(-1L);
  }
}
