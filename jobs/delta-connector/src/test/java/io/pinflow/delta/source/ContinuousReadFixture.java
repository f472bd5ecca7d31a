package io.pinflow.delta.source;

import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.pinflow.delta.testing.LogWriter;
import io.pinflow.delta.testing.TestTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A table, and continuous reads of it that look for commits when a test says so. */
abstract class ContinuousReadFixture {

  static final StructType SCHEMA =
      new StructType().add("id", IntegerType.INTEGER).add("name", StringType.STRING);

  @TempDir Path folder;

  final MockSplitEnumeratorContext<DeltaSourceSplit> context = new MockSplitEnumeratorContext<>(2);

  TestTable table;
  LogWriter log;

  @BeforeEach
  void createTable() {
    table = TestTable.create(folder.resolve("t"), SCHEMA);
    log = new LogWriter(table.folder());
  }

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  ContinuousDeltaSourceBuilder builder() {
    return DeltaSource.forContinuousRowData(table.path());
  }

  static ContinuousRead read(DeltaSource source) {
    return source.continuous().orElseThrow();
  }

  SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> started(
      ContinuousDeltaSourceBuilder source) {
    SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
        source.build().createEnumerator(context);
    enumerator.start();
    return enumerator;
  }

  void look() throws Throwable {
    context.runPeriodicCallable(0);
  }

  static List<String> firstLook(ContinuousDeltaSourceBuilder source) throws Throwable {
    try (MockSplitEnumeratorContext<DeltaSourceSplit> context =
        new MockSplitEnumeratorContext<>(2)) {
      SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator =
          source.build().createEnumerator(context);
      enumerator.start();
      context.runPeriodicCallable(0);
      return files(enumerator);
    }
  }

  List<String> assigned() {
    List<String> files = new ArrayList<>();
    for (SplitsAssignment<DeltaSourceSplit> assignment : context.getSplitsAssignmentSequence()) {
      for (List<DeltaSourceSplit> splits : assignment.assignment().values()) {
        splits.forEach(split -> files.add(fileName(split)));
      }
    }
    return files;
  }

  static List<String> files(SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator)
      throws Exception {
    return pending(enumerator).stream()
        .map(ContinuousReadFixture::fileName)
        .collect(Collectors.toList());
  }

  static List<DeltaSourceSplit> pending(
      SplitEnumerator<DeltaSourceSplit, DeltaEnumeratorState> enumerator) throws Exception {
    return enumerator.snapshotState(1).pending().orElseThrow();
  }

  static String fileName(DeltaSourceSplit split) {
    return split.path().substring(split.path().lastIndexOf('/') + 1);
  }
}
