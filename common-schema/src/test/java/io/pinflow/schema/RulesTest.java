package io.pinflow.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulesTest {
  @Test
  void keepsTheIdsWhichCountersAndQueriesUse() {
    assertThat(Rules.idsOf(-1L))
        .containsExactly(
            "text.blank-to-null",
            "text.not-a-string",
            "title.no-data",
            "description.no-description-story",
            "description.no-description",
            "poster-name.user-info-error",
            "tag-list.no-tags",
            "image-src.error",
            "image-src.alias",
            "image-src.conflict",
            "follower-count.suffix",
            "follower-count.user-info-error",
            "follower-count.unreadable",
            "save-location.prefix",
            "downloaded.not-kept",
            "downloaded.invalid",
            "coordinates.pair",
            "coordinates.precision",
            "timestamp.to-utc",
            "timestamp.sub-microsecond",
            "user-name.join",
            "rescued.unknown-field");
  }

  @Test
  void placesEveryRuleAtItsIndex() {
    List<Rule> all = Rules.all();
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).index()).isEqualTo(i);
      assertThat(Rules.of(1L << i)).containsExactly(all.get(i));
    }
    assertThat(Rules.of(0)).isEmpty();
  }

  @Test
  void givesEveryRuleAColumn() {
    Set<String> used =
        Stream.of(RecordKind.values())
            .flatMap(kind -> CleaningRules.of(kind).stream())
            .flatMap(column -> column.rules().stream())
            .map(Rule::id)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(used).containsExactlyInAnyOrderElementsOf(Rules.idsOf(-1L));
  }

  @Test
  void describesEveryColumnOfTheTables() {
    for (RecordKind kind : RecordKind.values()) {
      List<String> described =
          CleaningRules.of(kind).stream()
              .map(ColumnRules::column)
              .filter(column -> column != null)
              .collect(Collectors.toList());
      assertThat(TableSchema.of(kind).columns().stream().map(Column::name))
          .startsWith(described.toArray(String[]::new));
    }
  }

  @Test
  void keepsTheCodesOfFailures() {
    assertThat(FailureCode.values())
        .extracting(FailureCode::id)
        .containsExactly(
            "no-payload",
            "not-json",
            "not-object",
            "too-large",
            "too-deep",
            "duplicate-field",
            "key-missing",
            "key-invalid",
            "key-conflict",
            "field-missing",
            "field-wrong-type",
            "out-of-range",
            "timestamp-invalid",
            "cleaner-error");
  }
}
