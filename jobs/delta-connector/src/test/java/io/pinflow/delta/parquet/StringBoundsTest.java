package io.pinflow.delta.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StringBoundsTest {

  @Property
  void aLowerBoundIsNotAboveAndAnUpperBoundNotBelowTheValue(@ForAll("texts") String value) {
    assertThat(compare(StringBounds.lower(value), value)).isNotPositive();
    StringBounds.upper(value).ifPresent(bound -> assertThat(compare(bound, value)).isNotNegative());
  }

  @Property
  void boundsHaveAtMost32Characters(@ForAll("texts") String value) {
    assertThat(characters(StringBounds.lower(value))).isLessThanOrEqualTo(32);
    StringBounds.upper(value)
        .ifPresent(bound -> assertThat(characters(bound)).isLessThanOrEqualTo(32));
  }

  @Property
  void boundsAreWellFormedText(@ForAll("texts") String value) {
    assertThat(isWellFormed(StringBounds.lower(value))).isTrue();
    StringBounds.upper(value).ifPresent(bound -> assertThat(isWellFormed(bound)).isTrue());
  }

  @Example
  void shortValuesAreTheirOwnBounds() {
    String value = "x".repeat(32);
    assertThat(StringBounds.lower(value)).isEqualTo(value);
    assertThat(StringBounds.upper(value)).contains(value);
  }

  @Example
  void anUpperBoundRaisesTheLastCharacterWhichCanBeRaised() {
    assertThat(StringBounds.upper("a".repeat(33))).contains("a".repeat(31) + "b");
    String highest = new String(Character.toChars(Character.MAX_CODE_POINT));
    assertThat(StringBounds.upper("ab" + highest.repeat(40))).contains("ac");
  }

  @Example
  void skipsTheSurrogates() {
    assertThat(StringBounds.upper("\uD7FF".repeat(33))).contains("\uD7FF".repeat(31) + "\uE000");
  }

  @Example
  void hasNoUpperBoundAboveTheHighestCharacters() {
    String highest = new String(Character.toChars(Character.MAX_CODE_POINT));
    assertThat(StringBounds.upper(highest.repeat(33))).isEmpty();
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> characters =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .edgeCases(edges -> edges.add(0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF))
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .map(c -> new String(Character.toChars(c)));
    return characters.list().ofMaxSize(40).map(list -> String.join("", list));
  }

  private static int compare(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private static int characters(String value) {
    return value.codePointCount(0, value.length());
  }

  private static boolean isWellFormed(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(value);
  }
}
