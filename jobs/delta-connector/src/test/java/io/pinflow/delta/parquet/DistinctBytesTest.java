package io.pinflow.delta.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistinctBytesTest {

  private final DistinctBytes entries = new DistinctBytes();

  @Test
  void numbersEntriesInTheOrderInWhichTheyCame() {
    assertThat(numberOf("a")).isZero();
    assertThat(numberOf("b")).isOne();
    assertThat(numberOf("a")).isZero();
    assertThat(entries.size()).isEqualTo(2);
  }

  @Test
  void tellsApartWhatDiffersInLengthOnly() {
    for (int length = 0; length < 40; length++) {
      assertThat(entries.numberOf(new byte[40], 0, length)).isEqualTo(length);
    }
    assertThat(entries.numberOf(new byte[40], 0, 17)).isEqualTo(17);
  }

  @Test
  void findsWhatLiesElsewhereInAnotherArray() {
    numberOf("category");
    assertThat(entries.numberOf("a category b".getBytes(UTF_8), 2, 8)).isZero();
  }

  @Test
  void agreesWithAMapAboutManyRandomEntries() {
    Random random = new Random(7);
    Map<ByteBuffer, Integer> expected = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      byte[] value = new byte[random.nextInt(12)];
      for (int at = 0; at < value.length; at++) {
        value[at] = (byte) random.nextInt(4);
      }
      Integer before = expected.putIfAbsent(ByteBuffer.wrap(value), expected.size());
      assertThat(entries.numberOf(value, 0, value.length))
          .isEqualTo(before == null ? expected.size() - 1 : before);
    }
    assertThat(entries.size()).isEqualTo(expected.size()).isGreaterThan(30_000);
  }

  @Test
  void holdsTheEntriesAsPlainEncodingHasThem() {
    numberOf("ab");
    numberOf("");
    numberOf("c");
    assertThat(Arrays.copyOf(entries.plainBytes(), entries.plainSize()))
        .isEqualTo(
            ByteBuffer.allocate(15)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(2)
                .put("ab".getBytes(UTF_8))
                .putInt(0)
                .putInt(1)
                .put("c".getBytes(UTF_8))
                .array());
    assertThat(entries.length(0)).isEqualTo(2);
    assertThat(entries.start(2)).isEqualTo(14);
  }

  @Test
  void startsAnewOnceCleared() {
    numberOf("a");
    entries.clear();
    assertThat(entries.size()).isZero();
    assertThat(entries.plainSize()).isZero();
    assertThat(numberOf("b")).isZero();
  }

  private int numberOf(String value) {
    byte[] bytes = value.getBytes(UTF_8);
    return entries.numberOf(bytes, 0, bytes.length);
  }
}
