package io.pinflow.delta.source.newest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewestTableTest {

  private static final int NULL_KEY = KeyEntry.NULL_KEY;

  private final List<Integer> superseded = new ArrayList<>();
  private final NewestTable table = new NewestTable((split, position) -> superseded.add(position));

  @Test
  void passesOnWhateverIsOlder() {
    table.visit(1, 10, 0, 0);
    table.visit(1, 30, 1, 0);
    table.visit(1, 20, 2, 0);
    table.visit(2, 5, 3, 0);
    assertThat(undecided()).isEmpty();
    assertThat(superseded).containsExactly(0, 2);
  }

  @Test
  void keepsTheKeyNullApartFromZero() {
    table.visit(0, 10, 0, 0);
    table.visit(0, 10, 1 | NULL_KEY, 0);
    table.visit(0, KeyEntry.NO_TIME, 2 | NULL_KEY, 0);
    assertThat(undecided()).isEmpty();
    assertThat(superseded).containsExactly(2);
  }

  @Test
  void showsTheRowsOfOneTimeUnlessANewerOneComes() {
    table.visit(1, 10, 0, 0);
    table.visit(1, 10, 1, 0);
    table.visit(2, 10, 2, 0);
    table.visit(2, 10, 3, 0);
    table.visit(2, 11, 4, 0);
    assertThat(undecided()).containsExactly(List.of(0, 1));
    assertThat(superseded).containsExactlyInAnyOrder(2, 3);
  }

  @Test
  void knowsNothingOfTheLastPart() {
    table.visit(1, 10, 0, 0);
    assertThat(undecided()).isEmpty();
    table.visit(1, 5, 1, 0);
    assertThat(undecided()).isEmpty();
    assertThat(superseded).isEmpty();
  }

  @Test
  void findsTheNewestOfManyKeys() {
    Random random = new Random(7);
    Map<Integer, Integer> newest = new HashMap<>();
    List<Integer> times = IntStream.range(0, 50_000).boxed().collect(Collectors.toList());
    java.util.Collections.shuffle(times, random);
    for (int row = 0; row < times.size(); row++) {
      int key = random.nextInt(20_000) - 10_000;
      table.visit(key, times.get(row), row, 0);
      int added = row;
      newest.merge(key, row, (old, fresh) -> times.get(old) > times.get(added) ? old : fresh);
    }
    assertThat(undecided()).isEmpty();
    assertThat(superseded).hasSize(times.size() - newest.size()).doesNotHaveDuplicates();
    assertThat(superseded).doesNotContainAnyElementsOf(newest.values());
  }

  /** The positions of each key's newest rows, where there are several. */
  private List<List<Integer>> undecided() {
    List<List<Integer>> keys = new ArrayList<>();
    table.finish(
        first -> {
          List<Integer> positions = new ArrayList<>();
          for (NewestTable.Tie tie = first; tie != null; tie = tie.next) {
            positions.add(tie.position);
          }
          keys.add(positions);
        });
    return keys;
  }
}
