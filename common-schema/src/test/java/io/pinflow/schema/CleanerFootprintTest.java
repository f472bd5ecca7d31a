package io.pinflow.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What huge records cost, and that they leave nothing behind. */
class CleanerFootprintTest {
  private static final int HUGE_TEXT = 10 << 20;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void boundsMemoryForTextsOfTenMegabytes() {
    Cleaner cleaner = new Cleaner(RecordKind.PIN, CleaningLimits.of(2 * HUGE_TEXT, 64));
    byte[][] payloads = {
      Json.record("{'index':1,'title':'" + "x".repeat(HUGE_TEXT) + "'}"),
      Json.record("{'index':1,'more':'" + "\\n".repeat(HUGE_TEXT / 2) + "'}"),
      Json.record("{'index':1,'follower_count':" + "9".repeat(HUGE_TEXT) + "}"),
      Json.record("{'index':1,'title':'" + "🎄".repeat(HUGE_TEXT / 4)),
      Json.record("{'index':1,'" + "n".repeat(HUGE_TEXT) + "':1e400}"),
    };
    for (byte[] payload : payloads) {
      long before = allocated();
      CleaningResult result = cleaner.clean(payload);
      assertThat(allocated() - before).isLessThan(24L * payload.length);
      assertThat(result.isClean()).isEqualTo(payload[payload.length - 1] == '}');
    }
    assertThat(Cleaners.clean(RecordKind.PIN, payloads[0]).failure().code())
        .isEqualTo(FailureCode.TOO_LARGE);
  }

  @Test
  void retainsNothingOfRecordsWithLongNamesOfTheirOwn() {
    Cleaner cleaner = new Cleaner(RecordKind.GEO, CleaningLimits.defaults());
    String name = "n".repeat(500_000);
    long before = retained();
    for (int i = 0; i < 50; i++) {
      cleaner.clean(Json.record("{'ind':1,'" + name + i + "':1}"));
      cleaner.clean(Json.record("{'ind':{'" + name + i + "':1}}"));
      cleaner.clean(Json.record("{'ind':1,'" + name + i + "':1"));
    }
    assertThat(retained() - before).isLessThan(10_000_000);
    assertThat(cleaner.clean(Json.record("{'ind':'1'}")).isClean()).isFalse();
  }

  @Test
  void isAsFastAsEverAfterARecordOfManyNames() {
    String names =
        IntStream.range(0, 90_000).mapToObj(i -> "'" + i + "':1").collect(Collectors.joining(","));
    byte[] usual = Json.record("{'index':1,'more':1}");
    Cleaner cleaner = new Cleaner(RecordKind.PIN, CleaningLimits.defaults());
    assertThat(cleaner.clean(Json.record("{'index':1," + names + "}")).isClean()).isTrue();
    long slowed = nanosOfMany(cleaner, usual);
    long fresh = nanosOfMany(new Cleaner(RecordKind.PIN, CleaningLimits.defaults()), usual);
    assertThat(slowed).isLessThan(10 * fresh);
  }

  /** The fastest of some tries, as a machine pauses. */
  private static long nanosOfMany(Cleaner cleaner, byte[] payload) {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      int cleaned = 0;
      long started = System.nanoTime();
      for (int n = 0; n < 100; n++) {
        cleaned += cleaner.clean(payload).isClean() ? 1 : 0;
      }
      assertThat(cleaned).isEqualTo(100);
      fastest = Math.min(fastest, System.nanoTime() - started);
    }
    return fastest;
  }

  private static long retained() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private long allocated() {
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
