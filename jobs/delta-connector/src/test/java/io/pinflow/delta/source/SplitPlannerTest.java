package io.pinflow.delta.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.ScanFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitPlannerTest {

  private static final long MIB = 1L << 20;

  @Test
  void givesEachReaderItsShareOfALargeFile() {
    assertThat(SplitPlanner.BY_PARALLELISM.plan(files(100 * MIB), Long.MAX_VALUE, 2))
        .extracting(DeltaSourceSplit::length)
        .containsExactly(50 * MIB, 50 * MIB);
  }

  @Test
  void leavesSmallFilesWhole() {
    assertThat(SplitPlanner.BY_PARALLELISM.plan(files(3 * MIB, 5 * MIB, 1), Long.MAX_VALUE, 16))
        .hasSize(3);
  }

  @Test
  void cutsToTheSizeThatIsGivenWhateverTheParallelism() {
    SplitPlanner planner = SplitPlanner.ofSize(MemorySize.parse("2 mb"));
    for (int parallelism : new int[] {1, 100}) {
      assertThat(planner.plan(files(6 * MIB, 2 * MIB), Long.MAX_VALUE, parallelism))
          .extracting(DeltaSourceSplit::length)
          .containsExactly(2 * MIB, 2 * MIB, 2 * MIB, 2 * MIB);
    }
    assertThat(SplitPlanner.ofSize(MemorySize.MAX_VALUE).plan(files(1000 * MIB), Long.MAX_VALUE, 8))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1023 kb"})
  void refusesASizeThatIsTooSmall(String size) {
    assertThatThrownBy(() -> SplitPlanner.ofSize(MemorySize.parse(size)))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("'source.split-size'")
        .hasMessageContaining("less than 1 mb");
  }

  @Test
  void stopsAtTheFilesALimitNeeds() {
    List<ScanFile> files = List.of(file(1, 10), file(2, 10), file(3, 10));
    assertThat(SplitPlanner.BY_PARALLELISM.plan(files, 0, 2)).isEmpty();
    assertThat(SplitPlanner.BY_PARALLELISM.plan(files, 10, 2)).hasSize(1);
    assertThat(SplitPlanner.BY_PARALLELISM.plan(files, 11, 2)).hasSize(2);
    assertThat(SplitPlanner.BY_PARALLELISM.plan(files, 1_000, 2)).hasSize(3);
    List<ScanFile> unknown = List.of(files.get(0), files(1).get(0), files.get(2));
    assertThat(SplitPlanner.BY_PARALLELISM.plan(unknown, 11, 2)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 33554433, 64", "4294967297, 7, 3", "8388609, 8388608, 2"})
  void splitsCoverEveryByteOnce(long first, long second, int parallelism) {
    List<DeltaSourceSplit> splits =
        SplitPlanner.BY_PARALLELISM.plan(files(first, second), Long.MAX_VALUE, parallelism);
    assertThat(splits.stream().map(DeltaSourceSplit::splitId)).doesNotHaveDuplicates();
    assertThat(splits.stream().mapToLong(DeltaSourceSplit::length).sum()).isEqualTo(first + second);
    long next = 0;
    for (DeltaSourceSplit split : splits) {
      assertThat(split.offset()).isEqualTo(next);
      next = split.offset() + split.length();
      next = next == split.fileSize() ? 0 : next;
    }
    assertThat(next).isZero();
  }

  private static List<ScanFile> files(long... sizes) {
    return LongStream.of(sizes)
        .mapToObj(
            size ->
                new ScanFile("f" + size, size, Map.of(), OptionalLong.empty(), Optional.empty()))
        .collect(Collectors.toList());
  }

  private static ScanFile file(long size, long rows) {
    return new ScanFile("f" + size, size, Map.of(), OptionalLong.of(rows), Optional.empty());
  }
}
