package io.pinflow.delta.source.newest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoundRowsTest {

  /** What a set of so few rows takes. */
  private static final int SET_BYTES = 8;

  @Test
  void answersOnceAllSplitsAreKnown() {
    FoundRows found = new FoundRows(10 * SET_BYTES);
    found.add("scan", 2, 1, rows(5));
    assertThat(found.of("scan")).isEmpty();
    assertThat(found.of("another")).isEmpty();
    found.add("scan", 2, 0, rows(3, 4));
    assertThat(found.of("scan")).contains(List.of(rows(3, 4), rows(5)));
  }

  @Test
  void forgetsWhatHasBeenUnusedForLongest() {
    FoundRows found = new FoundRows(2 * SET_BYTES);
    found.add("first", 1, 0, rows(1));
    found.add("second", 1, 0, rows(2));
    assertThat(found.of("first")).isPresent();
    found.add("third", 1, 0, rows(3));
    assertThat(found.of("second")).isEmpty();
    assertThat(found.of("first")).contains(List.of(rows(1)));
    assertThat(found.of("third")).contains(List.of(rows(3)));
  }

  @Test
  void keepsNothingWhichIsLargerThanItsRoom() {
    FoundRows found = new FoundRows(SET_BYTES);
    found.add("large", 1, 0, rows(10_000));
    assertThat(found.of("large")).isEmpty();
    found.add("small", 1, 0, rows(1));
    assertThat(found.of("small")).isPresent();
  }

  private static BitSet rows(int... positions) {
    BitSet rows = new BitSet(1);
    for (int position : positions) {
      rows.set(position);
    }
    return rows;
  }
}
