package io.pinflow.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A hundred thousand records gone bad in every way that we know of: each has an outcome that keeps
 * the contract, soon and within bounded memory. Seeds are fixed and printed; a failure shows the
 * record.
 */
class CleanerFuzzTest {
  private static final int RECORDS = 34_000;
  private static final int SEEDS_OF_GENERATED = 1_000;
  private static final int ONE_IN = 8;
  private static final long SLOW_NANOS = 10_000_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Map<Mutation, Integer> clean = new EnumMap<>(Mutation.class);
  private final Map<Mutation, Integer> quarantined = new EnumMap<>(Mutation.class);

  @ParameterizedTest
  @EnumSource(RecordKind.class)
  void keepsTheContractForMutatedRealRecords(RecordKind kind, TestReporter reporter) {
    fuzz(kind, RealData.records(kind), 20261128, reporter);
  }

  @ParameterizedTest
  @EnumSource(RecordKind.class)
  void keepsTheContractForMutatedGeneratedRecords(RecordKind kind, TestReporter reporter) {
    List<byte[]> records =
        IntStream.range(0, SEEDS_OF_GENERATED)
            .mapToObj(seed -> RandomRecords.bytes(RandomRecords.next(kind, new Random(seed))))
            .collect(Collectors.toList());
    fuzz(kind, records, 4711, reporter);
  }

  private void fuzz(RecordKind kind, List<byte[]> records, long seed, TestReporter reporter) {
    Random random = new Random(seed);
    Mutation[] mutations = Mutation.values();
    Cleaner cleaner = new Cleaner(kind, CleaningLimits.defaults());
    for (int i = 0; i < RECORDS; i++) {
      Mutation mutation = mutations[i % mutations.length];
      byte[] record = records.get(random.nextInt(records.size()));
      byte[] payload = mutation.apply(RecordText.of(record), random);
      CleaningResult result = check(kind, cleaner, payload, i, mutation + " seed " + seed);
      (result.isClean() ? clean : quarantined).merge(mutation, 1, Integer::sum);
    }
    reporter.publishEntry(
        Map.of(
            "seed", String.valueOf(seed),
            "clean", clean.toString(),
            "quarantined", quarantined.toString()));
    assertThat(clean.get(Mutation.NONE)).isGreaterThan(RECORDS / mutations.length / 2);
    assertThat(clean.keySet()).contains(Mutation.WHITE_SPACE, Mutation.ESCAPED_TEXT);
    assertThat(quarantined.keySet()).contains(Mutation.TRUNCATED, Mutation.DUPLICATE_KEY);
  }

  private CleaningResult check(
      RecordKind kind, Cleaner cleaner, byte[] payload, int number, String origin) {
    byte[] before = payload.clone();
    long started = System.nanoTime();
    CleaningResult result = cleaner.clean(payload);
    long nanos = System.nanoTime() - started;
    String broken = RowContract.broken(before, result);
    if (broken == null && !java.util.Arrays.equals(payload, before)) {
      broken = "the payload was changed";
    }
    if (broken == null && (number % ONE_IN == 0 || nanos > SLOW_NANOS)) {
      broken = brokenByAnother(kind, payload, result);
    }
    if (broken != null) {
      throw new AssertionError(
          broken
              + "\n"
              + origin
              + " record "
              + number
              + ": "
              + new String(payload, StandardCharsets.ISO_8859_1)
              + "\n"
              + result);
    }
    return result;
  }

  /** What differs with a cleaner that has seen no other record; a pause of the machine does not. */
  private String brokenByAnother(RecordKind kind, byte[] payload, CleaningResult result) {
    Cleaner fresh = new Cleaner(kind, CleaningLimits.defaults());
    long allocatedBefore = allocated();
    CleaningResult again = fresh.clean(payload);
    long allocated = allocated() - allocatedBefore;
    if (allocated > 100_000 + 30L * payload.length) {
      return "takes " + allocated + " bytes";
    }
    if (!again.toString().equals(result.toString())) {
      return "depends on the records before: " + again;
    }
    if (result.isClean() && !again.row().contentHash().equals(result.row().contentHash())) {
      return "the content hash is not stable";
    }
    return fastest(fresh, payload) > SLOW_NANOS ? "takes too long" : null;
  }

  private static long fastest(Cleaner cleaner, byte[] payload) {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 5 && fastest > SLOW_NANOS; i++) {
      long started = System.nanoTime();
      boolean unused = cleaner.clean(payload).isClean();
      fastest = Math.min(fastest, System.nanoTime() - started);
    }
    return fastest;
  }

  private long allocated() {
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
