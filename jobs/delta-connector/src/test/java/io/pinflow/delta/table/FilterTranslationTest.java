package io.pinflow.delta.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinflow.delta.source.ScanFilter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinition;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTranslationTest {

  private static final ResolvedExpression ID = column("id", DataTypes.INT());
  private static final ResolvedExpression NAME = column("name", DataTypes.STRING());
  private static final ResolvedExpression RATIO = column("ratio", DataTypes.DOUBLE());
  private static final ResolvedExpression IMAGE = column("image", DataTypes.BYTES());
  private static final ResolvedExpression DAY = column("day", DataTypes.DATE());
  private static final ResolvedExpression AT = column("at", DataTypes.TIMESTAMP_LTZ(6));

  private static final ResolvedExpression KNOWN =
      call(BuiltInFunctionDefinitions.EQUALS, ID, literal(1));
  private static final ResolvedExpression UNKNOWN =
      call(BuiltInFunctionDefinitions.EQUALS, IMAGE, literal(new byte[] {1}));

  @Test
  void comparesColumnsWithValues() {
    assertThat(kernel(KNOWN)).isEqualTo("(column(`id`) = 1)");
    assertThat(kernel(call(BuiltInFunctionDefinitions.GREATER_THAN, literal(1), ID)))
        .isEqualTo("(column(`id`) < 1)");
    assertThat(
            kernel(
                call(
                    BuiltInFunctionDefinitions.LESS_THAN_OR_EQUAL,
                    DAY,
                    literal(LocalDate.ofEpochDay(-3)))))
        .isEqualTo("(column(`day`) <= -3)");
    assertThat(
            kernel(
                call(
                    BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL,
                    AT,
                    literal(Instant.parse("1969-12-31T23:59:59.999999Z")))))
        .isEqualTo("(column(`at`) >= -1)");
    assertThat(kernel(call(BuiltInFunctionDefinitions.LESS_THAN, RATIO, literal(1.5))))
        .isEqualTo("(column(`ratio`) < 1.5)");
    assertThat(
            kernel(
                call(
                    BuiltInFunctionDefinitions.GREATER_THAN,
                    column("share", DataTypes.FLOAT()),
                    literal(-1.5f))))
        .isEqualTo("(column(`share`) > -1.5)");
    assertThat(
            kernel(
                call(
                    BuiltInFunctionDefinitions.EQUALS,
                    column("price", DataTypes.DECIMAL(10, 2)),
                    literal(new BigDecimal("10.05")))))
        .isEqualTo("(column(`price`) = 10.05)");
    assertThat(kernel(call(BuiltInFunctionDefinitions.IS_NULL, NAME)))
        .isEqualTo("IS_NULL(column(`name`))");
  }

  @Test
  void anAndKeepsWhatItKnowsAndAnOrNeedsBoth() {
    assertThat(kernel(call(BuiltInFunctionDefinitions.AND, KNOWN, UNKNOWN)))
        .isEqualTo(kernel(KNOWN));
    assertThat(kernel(call(BuiltInFunctionDefinitions.OR, KNOWN, UNKNOWN))).isNull();
    assertThat(kernel(call(BuiltInFunctionDefinitions.OR, KNOWN, KNOWN, KNOWN)))
        .contains("OR")
        .contains("column(`id`) = 1");
  }

  @Test
  void leavesOutWhatItCannotDecide() {
    for (ResolvedExpression condition :
        List.of(
            UNKNOWN,
            ID,
            call(BuiltInFunctionDefinitions.NOT, KNOWN),
            call(BuiltInFunctionDefinitions.NOT_EQUALS, IMAGE, literal(new byte[] {1})),
            call(BuiltInFunctionDefinitions.EQUALS, RATIO, literal(new BigDecimal("1.5"))),
            like("%bc"),
            like("_bc"),
            like("a\\%b%"),
            call(BuiltInFunctionDefinitions.EQUALS, ID, ID),
            call(BuiltInFunctionDefinitions.EQUALS, ID, literal(1L)),
            call(
                BuiltInFunctionDefinitions.EQUALS,
                AT,
                literal(Instant.parse("2024-01-01T00:00:00.000000001Z"))))) {
      assertThat(kernel(condition)).as(condition.toString()).isNull();
    }
  }

  @Test
  void aPatternBoundsTheStringsThatFit() {
    assertThat(kernel(like("ab%c")))
        .isEqualTo("((column(`name`) >= ab) AND (column(`name`) < ac))");
    assertThat(kernel(like("ab_"))).isEqualTo(kernel(like("ab%c")));
    // The next character would be half of a pair.
    assertThat(kernel(like("\ud7ff%"))).isEqualTo("(column(`name`) >= \ud7ff)");
  }

  @Test
  void somethingElseIsLessOrGreater() {
    assertThat(kernel(call(BuiltInFunctionDefinitions.NOT_EQUALS, ID, literal(1))))
        .isEqualTo("((column(`id`) < 1) OR (column(`id`) > 1))");
  }

  @Test
  void aBooleanColumnIsACondition() {
    ResolvedExpression flag = column("flag", DataTypes.BOOLEAN());
    assertThat(kernel(flag)).isEqualTo("(column(`flag`) = true)");
    assertThat(kernel(call(BuiltInFunctionDefinitions.NOT, flag)))
        .isEqualTo("(column(`flag`) = false)");
  }

  /** In New York the clocks of 2024-03-10 go from 02:00 to 03:00, those of 2024-11-03 back. */
  @ParameterizedTest
  @CsvSource({
    "2024-01-15T12:00, 2024-01-15T17:00:00Z, 2024-01-15T17:00:00Z",
    "2024-07-15T12:00, 2024-07-15T16:00:00Z, 2024-07-15T16:00:00Z",
    "2024-03-10T02:30, 2024-03-10T06:30:00Z, 2024-03-10T07:30:00Z",
    "2024-11-03T01:30, 2024-11-03T05:30:00Z, 2024-11-03T06:30:00Z",
  })
  void comparesAnInstantWithWhatClocksOfTheSessionShow(
      LocalDateTime reading, Instant from, Instant to) {
    String atLeast = "(column(`at`) >= " + micros(from) + ")";
    String atMost = "(column(`at`) <= " + micros(to) + ")";
    assertThat(kernel(call(BuiltInFunctionDefinitions.GREATER_THAN, AT, literal(reading))))
        .isEqualTo(atLeast);
    assertThat(kernel(call(BuiltInFunctionDefinitions.GREATER_THAN, literal(reading), AT)))
        .isEqualTo(atMost);
    assertThat(kernel(call(BuiltInFunctionDefinitions.EQUALS, AT, literal(reading))))
        .isEqualTo("(" + atLeast + " AND " + atMost + ")");
  }

  private static long micros(Instant instant) {
    return instant.toEpochMilli() * 1_000;
  }

  private static ResolvedExpression like(String pattern) {
    return call(BuiltInFunctionDefinitions.LIKE, NAME, literal(pattern));
  }

  private static String kernel(ResolvedExpression condition) {
    return new FilterTranslation(ZoneId.of("America/New_York"))
        .translate(condition)
        .map(ScanFilter::toKernel)
        .map(Object::toString)
        .orElse(null);
  }

  private static ResolvedExpression column(String name, DataType type) {
    return new FieldReferenceExpression(name, type, 0, 0);
  }

  private static ResolvedExpression literal(Object value) {
    return new ValueLiteralExpression(value);
  }

  private static ResolvedExpression call(
      BuiltInFunctionDefinition function, ResolvedExpression... operands) {
    return CallExpression.permanent(function, Arrays.asList(operands), DataTypes.BOOLEAN());
  }
}
