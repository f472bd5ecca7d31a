package io.pinflow.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class Utf8Test {

  @Property(tries = 3000)
  void agreesWithTheJdksStrictDecoder(@ForAll("bytes") byte[] bytes) {
    assertThat(Utf8.isValid(bytes)).isEqualTo(decodes(bytes));
  }

  @Test
  void agreesWithTheJdkOnCodePointsAndSurrogates() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x11000 ? 1 : 97) {
      byte[] bytes = encode(c);
      assertThat(Utf8.isValid(bytes)).as("U+%X", c).isEqualTo(decodes(bytes));
    }
  }

  /** Mostly bytes of multi-byte sequences, where the rules are. */
  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<Byte> edges =
        Arbitraries.of(0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4)
            .map(Integer::byteValue);
    return Arbitraries.oneOf(Arbitraries.bytes(), edges).array(byte[].class).ofMaxSize(8);
  }

  /** The bytes a naive encoder makes, of surrogates too. */
  private static byte[] encode(int c) {
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      return new byte[] {
        (byte) (0xE0 | (c >> 12)), (byte) (0x80 | ((c >> 6) & 0x3F)), (byte) (0x80 | (c & 0x3F))
      };
    }
    return new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean decodes(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)) != null;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
