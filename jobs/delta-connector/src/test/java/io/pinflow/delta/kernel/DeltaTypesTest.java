package io.pinflow.delta.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.types.VariantType;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

class DeltaTypesTest {

  private static final RowType EVERY_TYPE =
      rowType(
          DataTypes.FIELD("a", DataTypes.BOOLEAN()),
          DataTypes.FIELD("b", DataTypes.TINYINT()),
          DataTypes.FIELD("c", DataTypes.SMALLINT()),
          DataTypes.FIELD("d", DataTypes.INT().notNull()),
          DataTypes.FIELD("e", DataTypes.BIGINT()),
          DataTypes.FIELD("f", DataTypes.FLOAT()),
          DataTypes.FIELD("g", DataTypes.DOUBLE()),
          DataTypes.FIELD("h", DataTypes.DECIMAL(20, 3)),
          DataTypes.FIELD("i", DataTypes.STRING()),
          DataTypes.FIELD("j", DataTypes.BYTES()),
          DataTypes.FIELD("k", DataTypes.DATE()),
          DataTypes.FIELD("l", DataTypes.TIMESTAMP_LTZ(6)),
          DataTypes.FIELD("m", DataTypes.TIMESTAMP(6)),
          DataTypes.FIELD("n", DataTypes.ARRAY(DataTypes.DOUBLE().notNull())),
          DataTypes.FIELD("o", DataTypes.MAP(DataTypes.STRING().notNull(), DataTypes.INT())),
          DataTypes.FIELD("p", DataTypes.ROW(DataTypes.FIELD("q", DataTypes.INT()))));

  @Test
  void aRowTypeComesBackFromDeltaAsItWas() {
    assertThat(DeltaTypes.toRowType(DeltaTypes.toStructType(EVERY_TYPE))).isEqualTo(EVERY_TYPE);
  }

  @Test
  void anInstantAndAWallClockReadingAreDifferentDeltaTypes() {
    StructType schema = DeltaTypes.toStructType(EVERY_TYPE);
    assertThat(schema.get("l").getDataType()).isEqualTo(TimestampType.TIMESTAMP);
    assertThat(schema.get("m").getDataType()).isEqualTo(TimestampNTZType.TIMESTAMP_NTZ);
    assertThat(schema.get("n").getDataType()).isEqualTo(new ArrayType(DoubleType.DOUBLE, false));
    assertThat(schema.get("d").isNullable()).isFalse();
  }

  @Test
  void namesTheColumnWhoseFlinkTypeDeltaLacks() {
    RowType nanoseconds = rowType(DataTypes.FIELD("at", DataTypes.TIMESTAMP_LTZ(9)));
    assertThatThrownBy(() -> DeltaTypes.toStructType(nanoseconds))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("'at'")
        .hasMessageContaining("TIMESTAMP_LTZ(9)");
    RowType nested =
        rowType(DataTypes.FIELD("r", DataTypes.ROW(DataTypes.FIELD("t", DataTypes.TIME()))));
    assertThatThrownBy(() -> DeltaTypes.toStructType(nested)).hasMessageContaining("'r.t'");
  }

  @Test
  void namesTheColumnWhoseDeltaTypeFlinkLacks() {
    StructType schema =
        new StructType().add("id", IntegerType.INTEGER).add("v", VariantType.VARIANT);
    assertThatThrownBy(() -> DeltaTypes.toRowType(schema))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("'v'")
        .hasMessageContaining("variant");
  }

  private static RowType rowType(DataTypes.Field... fields) {
    return (RowType) DataTypes.ROW(fields).getLogicalType();
  }
}
