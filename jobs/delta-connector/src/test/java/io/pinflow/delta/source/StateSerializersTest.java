package io.pinflow.delta.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DeletionVector;
import io.pinflow.delta.source.DeltaEnumeratorState.LogPosition;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.util.StringUtils;
import org.junit.jupiter.api.Test;

class StateSerializersTest {

  private static final DeltaSourceSplit SPLIT =
      new DeltaSourceSplit(
          "7", "s3://lake/t/d=1/f \u00e9.parquet", 1_000, 250, 500, partitionValues(), 42);

  /** The state of version 1 as it was first released: savepoints hold it. */
  private static final String SPLIT_V1 =
      "02371c73333a2f2f6c616b652f742f643d312f6620e9012e7061727175657400000000000003e800"
          + "000000000000fa00000000000001f4000000000000002a0000000202640231056e6f6e6500";

  private static final String STATE_V1 =
      "0100000001000000010000004d02371c73333a2f2f6c616b652f742f643d312f6620e9012e706172"
          + "7175657400000000000003e800000000000000fa00000000000001f4000000000000002a00000002"
          + "02640231056e6f6e6500";

  private static final String CONTINUOUS_STATE_V2 = STATE_V1 + "01" + "036964" + "000000000000002a";

  private static Map<String, String> partitionValues() {
    Map<String, String> values = new HashMap<>();
    values.put("d", "1");
    values.put("none", null);
    return values;
  }

  @Test
  void aSplitSurvives() throws IOException {
    assertThat(roundTrip(SPLIT)).isEqualTo(SPLIT);
    DeltaSourceSplit long_ =
        new DeltaSourceSplit("1", "f", 1, 0, 1, Map.of("p", "x".repeat(100_000)), 0);
    assertThat(roundTrip(long_)).isEqualTo(long_);
    for (OptionalInt offset : List.of(OptionalInt.empty(), OptionalInt.of(7))) {
      DeletionVector vector = new DeletionVector("p", "s3://lake/t/v.bin", offset, 40, 6);
      DeltaSourceSplit deleted =
          new DeltaSourceSplit("1", "f", 1, 0, 1, Map.of(), Optional.of(vector), 0);
      assertThat(roundTrip(deleted)).isEqualTo(deleted).isNotEqualTo(SPLIT);
    }
  }

  @Test
  void aSplitOfVersion1IsRead() throws IOException {
    assertThat(
            DeltaSourceSplitSerializer.INSTANCE.deserialize(
                1, StringUtils.hexStringToByte(SPLIT_V1)))
        .isEqualTo(SPLIT);
  }

  @Test
  void theEnumeratorsStateSurvives() throws IOException {
    assertThat(roundTrip(DeltaEnumeratorState.NOT_PLANNED).pending()).isEmpty();
    assertThat(roundTrip(DeltaEnumeratorState.planned(List.of())).pending()).contains(List.of());
    List<DeltaSourceSplit> pending = List.of(SPLIT, SPLIT.withRowsRead(43));
    assertThat(roundTrip(DeltaEnumeratorState.planned(pending)).pending()).contains(pending);
  }

  @Test
  void anEnumeratorsStateOfVersion1IsRead() throws IOException {
    assertThat(
            DeltaEnumeratorStateSerializer.INSTANCE
                .deserialize(1, StringUtils.hexStringToByte(STATE_V1))
                .pending())
        .contains(List.of(SPLIT));
  }

  @Test
  void theStateOfAContinuousReadSurvives() throws IOException {
    DeltaEnumeratorState state =
        roundTrip(
            DeltaEnumeratorState.continuous(List.of(SPLIT), new LogPosition("the table", 42)));
    assertThat(state.pending()).contains(List.of(SPLIT));
    assertThat(state.position().orElseThrow().tableId()).isEqualTo("the table");
    assertThat(state.position().orElseThrow().nextVersion()).isEqualTo(42);
    assertThat(roundTrip(DeltaEnumeratorState.planned(List.of(SPLIT))).position()).isEmpty();
  }

  @Test
  void aContinuousReadsStateOfVersion2IsRead() throws IOException {
    DeltaEnumeratorState state =
        DeltaEnumeratorStateSerializer.INSTANCE.deserialize(
            2, StringUtils.hexStringToByte(CONTINUOUS_STATE_V2));
    assertThat(state.pending()).contains(List.of(SPLIT));
    assertThat(state.position().orElseThrow().tableId()).isEqualTo("id");
    assertThat(state.position().orElseThrow().nextVersion()).isEqualTo(42);
  }

  @Test
  void aVersionFromTheFutureIsRefused() {
    assertThatThrownBy(() -> DeltaSourceSplitSerializer.INSTANCE.deserialize(3, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("3");
    assertThatThrownBy(() -> DeltaEnumeratorStateSerializer.INSTANCE.deserialize(3, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("3");
  }

  private static DeltaSourceSplit roundTrip(DeltaSourceSplit split) throws IOException {
    DeltaSourceSplitSerializer serializer = DeltaSourceSplitSerializer.INSTANCE;
    return serializer.deserialize(serializer.getVersion(), serializer.serialize(split));
  }

  private static DeltaEnumeratorState roundTrip(DeltaEnumeratorState state) throws IOException {
    DeltaEnumeratorStateSerializer serializer = DeltaEnumeratorStateSerializer.INSTANCE;
    return serializer.deserialize(serializer.getVersion(), serializer.serialize(state));
  }
}
