package io.pinflow.delta.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.types.BasePrimitiveType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.pinflow.delta.testing.LogWriter;
import io.pinflow.delta.testing.TestTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are left out, of logs that any writer may have written. */
class SkippingFilterTest {

  private static final String ALL_NULL = "{\"numRecords\":3,\"nullCount\":{\"c\":3}}";

  @TempDir private Path folder;
  private final List<DataFile> files = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"=", "<", "<=", ">", ">="})
  void aFileOfNullsHasNoRowForAnyComparison(String operator) {
    file("nulls", ALL_NULL);
    file("one value", "{\"numRecords\":3,\"nullCount\":{\"c\":2}}");
    file("no null count", "{\"numRecords\":3,\"nullCount\":{}}");
    file("no row count", "{\"nullCount\":{\"c\":3}}");
    file("no statistics", "{}");
    assertThat(kept(ints(), compare(operator, Literal.ofInt(1))))
        .containsExactlyInAnyOrder("one value", "no null count", "no row count", "no statistics");
  }

  @Test
  void aFileOfNullsIsKeptForWhatItsRowsMaySatisfy() {
    file("nulls", ALL_NULL);
    Predicate isOne = compare("=", Literal.ofInt(1));
    Predicate isNull = new Predicate("IS_NULL", new Column("c"));
    assertThat(kept(ints(), isNull)).hasSize(1);
    assertThat(kept(ints(), new Predicate("OR", isOne, isNull))).hasSize(1);
    assertThat(kept(ints(), new Predicate("OR", isOne, isOne))).isEmpty();
    assertThat(kept(ints(), new Predicate("AND", isOne, isNull))).isEmpty();
  }

  @Test
  void aConditionThatIsNegatedIsLeftToKernel() {
    Predicate not = new Predicate("NOT", compare("=", Literal.ofInt(1)));
    TestTable table = TestTable.create(folder, ints());
    assertThat(new SkippingFilter(TableColumns.of(table.snapshot())).of(not)).isEqualTo(not);
  }

  /** The file is of 1.5, 2.5 and NaN, which is in no bound. */
  @ParameterizedTest
  @CsvSource({
    "=, 0.5, false", "=, 1.5, true", "=, 2.5, true", "=, 3.5, false", "=, NaN, true",
    "<, 1.5, false", "<, 1.6, true", "<, NaN, true", "<=, 1.4, false", "<=, 1.5, true",
    ">, 2.5, true", ">, 3.5, true", ">=, 3.5, true", ">, Infinity, true", "=, Infinity, false",
    "<, -Infinity, false", "=, -Infinity, false"
  })
  void aNaNThatTheBoundsDoNotTellIsFound(String operator, double value, boolean kept) {
    file("f", bounds("1.5", "2.5"));
    assertThat(kept(column(DoubleType.DOUBLE), compare(operator, Literal.ofDouble(value))))
        .hasSize(kept ? 1 : 0);
    assertThat(kept(column(FloatType.FLOAT), compare(operator, Literal.ofFloat((float) value))))
        .hasSize(kept ? 1 : 0);
  }

  /** NaN is above the other bound. */
  @ParameterizedTest
  @CsvSource({"3.5, <=, 4.5, false", "2.5, <, 3.5, true", "3.5, <=, NaN, true", "3.5, >=, 2, true"})
  void betweenTwoNumbersIsNoNaN(double from, String operator, double to, boolean kept) {
    file("f", bounds("1.5", "2.5"));
    Predicate atLeast = compare(">=", Literal.ofDouble(from));
    Predicate other = compare(operator, Literal.ofDouble(to));
    StructType schema = column(DoubleType.DOUBLE);
    assertThat(kept(schema, new Predicate("AND", atLeast, other))).hasSize(kept ? 1 : 0);
    assertThat(kept(schema, new Predicate("AND", other, new Predicate("OR", atLeast, atLeast))))
        .hasSize(kept ? 1 : 0);
    assertThat(kept(schema, new Predicate("OR", atLeast, other))).hasSize(1);
  }

  /** As Spark has them. */
  @ParameterizedTest
  @CsvSource({"=, 2.5, true", "=, 1, false", "<, 2, true", ">, 5, true", "<=, Infinity, true"})
  void aNaNThatIsTheGreatestIsTaken(String operator, double value, boolean kept) {
    file("f", bounds("1.5", "\"NaN\""));
    assertThat(kept(column(DoubleType.DOUBLE), compare(operator, Literal.ofDouble(value))))
        .hasSize(kept ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"=, 0.0", "=, -0.0", "<=, 0.0", "<=, -0.0", ">=, 0.0", ">=, -0.0"})
  void zeroIsFoundWhateverItsSign(String operator, double value) {
    file("positive", bounds("0.0", "0.0"));
    file("negative", bounds("-0.0", "-0.0"));
    assertThat(kept(column(DoubleType.DOUBLE), compare(operator, Literal.ofDouble(value))))
        .hasSize(2);
    assertThat(kept(column(FloatType.FLOAT), compare(operator, Literal.ofFloat((float) value))))
        .hasSize(2);
  }

  /** The float nearest to 0.7 is below it, so that the text of the least value is too great. */
  @ParameterizedTest
  @ValueSource(strings = {"=", "<", "<="})
  void boundsOfFloatsThatBecameDoublesAreNotTrusted(String operator) throws IOException {
    TestTable table = widened("float", DoubleType.DOUBLE);
    file("f", bounds("0.7", "0.7"));
    file("nulls", ALL_NULL);
    assertThat(kept(table, compare(operator, Literal.ofDouble(0.7f)))).containsExactly("f");
  }

  @Test
  void boundsOfDatesThatBecameTimestampsAreNotRead() throws IOException {
    TestTable table = widened("date", TimestampNTZType.TIMESTAMP_NTZ);
    file("f", bounds("\"2024-01-01\"", "\"2024-01-02\""));
    file("nulls", ALL_NULL);
    assertThat(kept(table, compare("<", Literal.ofTimestampNtz(0)))).containsExactly("f");
  }

  private TestTable widened(String from, BasePrimitiveType to) throws IOException {
    TestTable table = TestTable.create(folder, column(to));
    String change = String.format("{\"fromType\":\"%s\",\"toType\":\"%s\"}", from, to);
    String field =
        String.format(
            "{\"name\":\"c\",\"type\":\"%s\",\"nullable\":true,"
                + "\"metadata\":{\"delta.typeChanges\":[%s]}}",
            to, change);
    new LogWriter(folder)
        .commit(
            1,
            LogWriter.metadata(
                table.snapshot().getMetadata().getId(),
                "{\"type\":\"struct\",\"fields\":[" + field + "]}",
                ""));
    return table;
  }

  @ParameterizedTest
  @CsvSource({
    "=, 1.49, false",
    "=, 1.5, true",
    "=, 2.50, true",
    "=, 2.51, false",
    "=, 1, false",
    "<, 1.5, false",
    "<, 1.51, true",
    "<=, 1.5, true",
    "<=, 1.49, false",
    ">, 2.5, false",
    ">, 2.49, true",
    ">=, 2.5, true",
    ">=, 2.51, false",
    // More digits than the column has.
    "=, 1.505, true",
    "<, 1.501, true",
    "<=, 1.499, true",
    ">, 2.499, true",
    "<, 1.4, false",
    "=, 12345678901.5, true",
    "<, -12345678901.5, true"
  })
  void decimalsAreComparedExactly(String operator, BigDecimal value, boolean kept) {
    file("f", bounds("1.5", "2.50"));
    Literal literal = Literal.ofDecimal(value, value.precision(), value.scale());
    assertThat(kept(column(new DecimalType(10, 2)), compare(operator, literal)))
        .hasSize(kept ? 1 : 0);
  }

  /** The file is of 9007199254740993.01, which some writers put into the log as a double. */
  @ParameterizedTest
  @CsvSource({
    "=, 9007199254740993.01, true",
    "<=, 9007199254740993.01, true",
    ">=, 9007199254740993.01, true",
    "=, 9007199254741093.01, false",
    "<, 9007199254740893.01, false",
    ">, 9007199254741093.01, false"
  })
  void decimalsOfManyDigitsAreFoundBesideABoundThatWasADouble(
      String operator, BigDecimal value, boolean kept) {
    file("below", bounds("9007199254740992.0", "9007199254740992.0"));
    file("above", bounds("9.007199254740994E15", "9.007199254740994E15"));
    Literal literal = Literal.ofDecimal(value, value.precision(), value.scale());
    assertThat(kept(column(new DecimalType(20, 2)), compare(operator, literal)))
        .hasSize(kept ? 2 : 0);
  }

  @Test
  void ofPartitionsOfDoublesOnlyNullIsLeftOut() {
    StructType schema = new StructType().add("id", IntegerType.INTEGER).add("c", DoubleType.DOUBLE);
    TestTable table = TestTable.create(folder, schema, "c");
    for (String value : List.of("NaN", "-0.0", "1.5")) {
      files.add(new DataFile(value, Map.of("c", value), 10, 0, 3, "{}"));
    }
    files.add(new DataFile("null", Collections.singletonMap("c", null), 10, 0, 3, "{}"));
    assertThat(kept(table, compare("=", Literal.ofDouble(0))))
        .containsExactlyInAnyOrder("NaN", "-0.0", "1.5");
  }

  private static StructType ints() {
    return column(IntegerType.INTEGER);
  }

  private static StructType column(DataType type) {
    return new StructType().add("c", type).add("other", BinaryType.BINARY);
  }

  private static Predicate compare(String operator, Literal value) {
    return new Predicate(operator, new Column("c"), value);
  }

  private static String bounds(String least, String greatest) {
    return String.format(
        "{\"numRecords\":3,\"minValues\":{\"c\":%s},\"maxValues\":{\"c\":%s},\"nullCount\":{\"c\":0}}",
        least, greatest);
  }

  private void file(String name, String statistics) {
    files.add(new DataFile(name.replace(" ", "%20"), Map.of(), 10, 0, 3, statistics));
  }

  /** The files which a table of them all would be read from. */
  private List<String> kept(StructType schema, Predicate filter) {
    return kept(TestTable.create(folder.resolve(UUID.randomUUID().toString()), schema), filter);
  }

  private List<String> kept(TestTable table, Predicate filter) {
    try (DeltaEngine engine = DeltaEngine.create(new Configuration())) {
      DeltaTable ours = DeltaTable.at(engine, table.path());
      new DeltaAppender(engine, ours).append(new TransactionId("test", 1), files);
      return TableScan.of(engine, table.path(), ours.latest()).files(Optional.of(filter)).stream()
          .map(file -> Path.of(file.path()).getFileName().toString().replace("%20", " "))
          .collect(Collectors.toList());
    }
  }
}
