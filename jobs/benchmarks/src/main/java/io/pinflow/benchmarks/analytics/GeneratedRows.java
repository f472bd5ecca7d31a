package io.pinflow.benchmarks.analytics;

import io.pinflow.emulator.generator.GeneratorConfig;
import io.pinflow.emulator.generator.PostGenerator;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.schema.CleanRow;
import io.pinflow.schema.Cleaner;
import io.pinflow.schema.CleaningLimits;
import io.pinflow.schema.CleaningResult;
import io.pinflow.schema.RecordKind;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The rows of the tables: posts of the generator, cleaned. Posts are drawn in blocks, each from a
 * catalogue of its own that has as many entries per post as the real collection; so keys repeat at
 * the same rate in tables of any size. Every tenth post is a new version of the one nine before it:
 * its key with other content.
 */
final class GeneratedRows extends ProcessFunction<Long, RowData> {

  private static final long serialVersionUID = 1L;

  /** Of 11,154 real posts a run of 5,000 draws is usual. */
  private static final double ENTRIES_PER_POST = 11_154.0 / 5_000;

  private static final int BLOCK = 1_000_000;
  private static final int VERSION_EVERY = 10;

  private final long seed;
  private final int block;
  private final Map<RecordKind, OutputTag<RowData>> outputs;

  private transient PostGenerator generator;
  private transient long generated;
  private transient Map<RecordKind, Cleaner> cleaners;

  /**
   * @param rows of each table
   */
  GeneratedRows(long seed, long rows, Map<RecordKind, OutputTag<RowData>> outputs) {
    this.seed = seed;
    this.block = (int) Math.min(rows, BLOCK);
    this.outputs = outputs;
  }

  @Override
  public void open(OpenContext context) {
    cleaners =
        Stream.of(RecordKind.values())
            .collect(
                Collectors.toMap(
                    Function.identity(), kind -> new Cleaner(kind, CleaningLimits.defaults())));
  }

  @Override
  public void processElement(Long number, Context context, Collector<RowData> out) {
    long blockNumber = number / block;
    PostGenerator posts = generator(blockNumber);
    long post = number % block;
    boolean newVersion = post % VERSION_EVERY == VERSION_EVERY - 1;
    int index = posts.index(newVersion ? post - VERSION_EVERY + 1 : post);
    int key = Math.toIntExact(blockNumber * entries() + index);
    for (PostRecord record : posts.post(post).records()) {
      CleaningResult result = cleaners.get(record.kind()).clean(record.payload());
      if (!result.isClean()) {
        throw new IllegalStateException("Post " + number + " is not clean: " + result);
      }
      CleanRow row = result.row();
      context.output(outputs.get(record.kind()), TableRows.of(row, key, number));
    }
  }

  private PostGenerator generator(long blockNumber) {
    if (generator == null || generated != blockNumber) {
      generator = new PostGenerator(new GeneratorConfig(seed + blockNumber, entries()));
      generated = blockNumber;
    }
    return generator;
  }

  private int entries() {
    return (int) (block * ENTRIES_PER_POST);
  }
}
