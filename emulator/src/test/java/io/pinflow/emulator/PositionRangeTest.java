package io.pinflow.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class PositionRangeTest {

  @Test
  void reportsRangesOfPositions() {
    PositionRange range =
        new PositionRange("0", BigInteger.TEN, BigInteger.TEN, 1)
            .including(BigInteger.TWO)
            .including(BigInteger.valueOf(7));

    assertThat(range).isEqualTo(new PositionRange("0", BigInteger.TWO, BigInteger.TEN, 3));
  }
}
