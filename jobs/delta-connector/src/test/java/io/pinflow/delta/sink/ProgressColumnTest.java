package io.pinflow.delta.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinflow.delta.kernel.DeltaException;
import io.pinflow.delta.kernel.Position;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressColumnTest {

  private static final RowType ROWS =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("id", DataTypes.INT()),
                  DataTypes.FIELD("ingest_source", DataTypes.STRING()))
              .getLogicalType();

  private final ProgressColumn column = ProgressColumn.of(ROWS, "ingest_source");

  @Test
  void splitsAtTheLastSlash() {
    assertThat(column.source(row("kafka://t\u00e9/0/1234"))).hasToString("kafka://t\u00e9/0");
    assertThat(column.position(row("kafka://t\u00e9/0/1234"))).hasToString("1234");
    String sequence = "49590338271490256608559692538361571095921575989136588898";
    assertThat(column.position(row("kinesis://s/shardId-000000000000/" + sequence)))
        .hasToString(sequence);
  }

  @Test
  void aRowWithoutAValueHasNoSource() {
    assertThat(column.source(GenericRowData.of(1, null))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "/7", "kafka://t/0/", "kafka://t/0/x", "kafka://t/0/-7"})
  void refusesWhatNamesNoPosition(String value) {
    assertThatThrownBy(() -> column.source(row(value)))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("ingest_source")
        .hasMessageContaining("'" + value + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "absent"})
  void refusesAColumnThatIsNotText(String name) {
    assertThatThrownBy(() -> ProgressColumn.of(ROWS, name))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("sink.progress.column")
        .hasMessageContaining(name);
  }

  @Property
  void positionsAreOrderedAsNumbers(
      @ForAll @BigRange(min = "0", max = "1000000000000000000000") BigInteger a,
      @ForAll @BigRange(min = "0", max = "1000000000000000000000") BigInteger b) {
    Position first = Position.of(a.toString());
    Position second = Position.of("00" + b);
    assertThat(Integer.signum(first.compareTo(second))).isEqualTo(a.compareTo(b));
    assertThat(second).hasToString(b.toString());
    assertThat(first.equals(second)).isEqualTo(a.equals(b));
  }

  private static GenericRowData row(String source) {
    return GenericRowData.of(1, StringData.fromString(source));
  }
}
