package io.pinflow.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchivedShardTest {

  private static final BigInteger FIRST =
      new BigInteger("49680575020521931536226574688055776690310761153568964626");
  private static final BigInteger SECOND = FIRST.add(BigInteger.ONE);
  private static final BigInteger THIRD = SECOND.add(BigInteger.ONE);

  @Test
  void countsGapsRepetitionsAndWhatOnlyTheArchiveStillHolds() {
    ArchivedShard shard = new ArchivedShard();
    shard.add(FIRST);
    shard.add(SECOND);
    shard.add(SECOND);
    assertThat(shard.lines()).isEqualTo(3);
    assertThat(shard.repeated()).isEqualTo(1);
    assertThat(shard.missing(Set.of(SECOND, THIRD))).isEqualTo(1);
    assertThat(shard.outlived(Set.of(SECOND, THIRD))).isEqualTo(1);
    assertThat(shard.missing(Set.of())).isZero();
  }
}
