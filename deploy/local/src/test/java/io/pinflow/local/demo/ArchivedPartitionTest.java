package io.pinflow.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArchivedPartitionTest {

  @Test
  void countsGapsAndRepetitions() {
    ArchivedPartition partition = new ArchivedPartition();
    for (long offset : new long[] {0, 1, 3, 3}) {
      partition.add(offset);
    }
    assertThat(partition.lines()).isEqualTo(4);
    assertThat(partition.repeated()).isEqualTo(1);
    assertThat(partition.missing(4)).isEqualTo(1);
    assertThat(partition.missing(6)).isEqualTo(3);
    assertThat(new ArchivedPartition().missing(0)).isZero();
  }
}
