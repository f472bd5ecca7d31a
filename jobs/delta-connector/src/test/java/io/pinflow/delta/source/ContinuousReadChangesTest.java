package io.pinflow.delta.source;

import static io.pinflow.delta.testing.LogWriter.add;
import static io.pinflow.delta.testing.LogWriter.protocol;
import static io.pinflow.delta.testing.LogWriter.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.DateType;
import io.pinflow.delta.testing.LogWriter;
import io.pinflow.delta.testing.TestTable;
import java.time.LocalDate;
import java.util.Map;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which commits a continuous read goes on through, and what it takes of them. */
class ContinuousReadChangesTest extends ContinuousReadFixture {

  private static final String ID =
      "{\"name\":\"id\",\"type\":\"integer\",\"nullable\":true,\"metadata\":{}}";
  private static final String NAME =
      "{\"name\":\"name\",\"type\":\"string\",\"nullable\":true,\"metadata\":{}}";

  private static final String MORE =
      "{\"name\":\"more\",\"type\":\"string\",\"nullable\":true,\"metadata\":{}}";

  @Test
  void filesThatOnlyRearrangeRowsAreNotReadAgain() throws Throwable {
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
        started(builder().startingVersion(0));
    log.commit(1, add("a", true), add("b", true));
    log.commit(2, remove("a", false), remove("b", false), add("ab", false));
    log.commit(3, add("c", true));
    look();
    assertThat(files(enumerator)).containsExactly("a", "b", "c");
  }

  @ParameterizedTest
  @CsvSource({"false,false", "true,false", "false,true"})
  void aDeletionFailsUnlessItIsIgnored(boolean ignoreDeletes, boolean ignoreChanges)
      throws Throwable {
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
        started(
            builder().startingVersion(1).ignoreDeletes(ignoreDeletes).ignoreChanges(ignoreChanges));
    log.commit(1, add("a", true));
    log.commit(2, remove("a", true));
    log.commit(3, add("b", true));
    if (ignoreDeletes || ignoreChanges) {
      look();
      assertThat(files(enumerator)).containsExactly("a", "b");
    } else {
      assertThatThrownBy(this::look)
          .hasStackTraceContaining(table.path())
          .hasStackTraceContaining("Version 2")
          .hasStackTraceContaining("'ignoreDeletes'");
      assertThat(files(enumerator)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"false,false", "true,false", "false,true"})
  void aChangeFailsUnlessChangesAreIgnored(boolean ignoreDeletes, boolean ignoreChanges)
      throws Throwable {
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
        started(
            builder().startingVersion(1).ignoreDeletes(ignoreDeletes).ignoreChanges(ignoreChanges));
    log.commit(1, add("a", true));
    log.commit(2, remove("a", true), add("a2", true));
    if (ignoreChanges) {
      look();
      assertThat(files(enumerator)).containsExactly("a", "a2");
    } else {
      assertThatThrownBy(this::look)
          .hasStackTraceContaining(table.path())
          .hasStackTraceContaining("Version 2")
          .hasStackTraceContaining("'ignoreChanges'");
    }
  }

  @Test
  void goesOnThroughAnAddedColumnAndOtherProperties() throws Throwable {
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
        started(builder().startingVersion(1));
    log.commit(1, metadata("id,name,more", ID, NAME, MORE));
    log.commit(2, add("a", true));
    look();
    assertThat(files(enumerator)).containsExactly("a");
  }

  @Test
  void goesOnThroughAnAddedNestedField() throws Throwable {
    String two = ID.replace("\"id\"", "\"a\"") + "," + ID.replace("\"id\"", "\"b\"");
    log.commit(1, metadata("struct", ID, struct(two)));
    ContinuousDeltaSourceBuilder source = builder().startingVersion(2);
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator = started(source);
    log.commit(2, metadata("more", ID, struct(ID.replace("\"id\"", "\"c\"") + "," + two)));
    log.commit(3, add("a", true));
    look();
    assertThat(files(enumerator)).containsExactly("a");
    log.commit(4, metadata("fewer", ID, struct(ID.replace("\"id\"", "\"a\""))));
    assertThatThrownBy(this::look).hasStackTraceContaining("column 's' was ARRAY<ROW<");
  }

  private static String struct(String fields) {
    return "{\"name\":\"s\",\"nullable\":true,\"metadata\":{},\"type\":{\"type\":\"array\","
        + "\"containsNull\":true,\"elementType\":{\"type\":\"struct\",\"fields\":["
        + fields
        + "]}}}";
  }

  @Test
  void stopsWhereAColumnItReadsChanges() throws Throwable {
    assertThatThrownBy(() -> changeSchema(builder(), ID))
        .hasStackTraceContaining(table.path())
        .hasStackTraceContaining("Version 1")
        .hasStackTraceContaining("column 'name' is gone")
        .hasStackTraceContaining("Restart");
    assertThatThrownBy(() -> changeSchema(builder(), ID.replace("integer", "long"), NAME))
        .hasStackTraceContaining("column 'id' was INT, is BIGINT");
    changeSchema(builder().columns("id"), ID);
  }

  @Test
  void readsOlderVersionsByTheSchemaTheTableHasNow() throws Throwable {
    log.commit(1, add("a", true));
    log.commit(2, metadata("more", ID, NAME, MORE));
    log.commit(3, add("b", true));
    assertThat(firstLook(builder().startingVersion(0).columns("more", "id")))
        .containsExactly("a", "b");
  }

  @Test
  void readsOnlyFilesOfThePartitionsAsked() throws Throwable {
    TestTable days =
        TestTable.create(
            folder.resolve("days"),
            SCHEMA.add("day", DateType.DATE),
            Map.of("delta.columnMapping.mode", "name"),
            "day");
    String physical =
        days.snapshot()
            .getSchema()
            .get("day")
            .getMetadata()
            .getString("delta.columnMapping.physicalName");
    LogWriter itsLog = new LogWriter(days.folder());
    String value = "\"" + physical + "\":";
    itsLog.commit(1, add("a", true, value + "\"2024-03-30\""));
    itsLog.commit(2, add("b", true, value + "\"2024-03-31\""), add("c", true, value + "null"));
    ContinuousDeltaSourceBuilder source =
        DeltaSource.forContinuousRowData(days.path())
            .startingVersion(0)
            .filter(
                ScanFilter.compare(
                    "day",
                    ScanFilter.Comparison.GREATER,
                    LogicalTypeRoot.DATE,
                    (int) LocalDate.parse("2024-03-30").toEpochDay()));
    assertThat(firstLook(source)).containsExactly("b");
  }

  @Test
  void filesOfAnotherPartitioningAreNotReadWrongly() throws Throwable {
    log.commit(1, add("a", true, "\"day\":\"1\""));
    started(builder().startingVersion(1));
    assertThatThrownBy(this::look)
        .hasStackTraceContaining(table.path())
        .hasStackTraceContaining("[day]");
  }

  @Test
  void aFeatureThatCannotBeReadIsNamed() throws Throwable {
    started(builder().startingVersion(1));
    log.commit(1, protocol("variantType"));
    assertThatThrownBy(this::look)
        .hasStackTraceContaining(table.path())
        .hasStackTraceContaining("variantType");
  }

  private void changeSchema(ContinuousDeltaSourceBuilder source, String... fields)
      throws Throwable {
    long version = table.snapshot().getVersion() + 1;
    try (MockSplitEnumeratorContext<DeltaSourceSplit> itsContext =
        new MockSplitEnumeratorContext<>(2)) {
      source.startingVersion(version).build().createEnumerator(itsContext).start();
      log.commit(version, metadata("", fields));
      itsContext.runPeriodicCallable(0);
    } finally {
      log.clean(version);
    }
  }

  private String metadata(String property, String... fields) {
    return LogWriter.metadata(
        table.snapshot().getMetadata().getId(),
        "{\"type\":\"struct\",\"fields\":[" + String.join(",", fields) + "]}",
        "\"comment\":\"" + property + "\"");
  }
}
