package io.pinflow.delta.source.newest;

import io.pinflow.delta.source.DeltaSource;
import io.pinflow.delta.source.DeltaSourceSplit;
import io.pinflow.delta.source.DeltaSourceSplitSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.util.Collector;
import org.apache.flink.util.StringUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans the scan and deals its splits out to the subtasks, with the rows which are superseded where
 * earlier scans of this process have found them.
 */
final class ListSplits implements FlatMapFunction<Long, Tuple3<Integer, Integer, byte[]>> {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(ListSplits.class);

  private final DeltaSource source;
  private final NewestRule rule;
  private final int readers;

  ListSplits(DeltaSource source, NewestRule rule, int readers) {
    this.source = source;
    this.rule = rule;
    this.readers = readers;
  }

  @Override
  public void flatMap(Long once, Collector<Tuple3<Integer, Integer, byte[]>> out)
      throws IOException {
    List<DeltaSourceSplit> splits = source.plan(readers);
    String scan = digest(splits);
    Optional<List<BitSet>> found = FoundRows.OF_PROCESS.of(scan);
    LOG.info(
        "Newest rows of {} splits: {}",
        splits.size(),
        found.isPresent() ? "known from an earlier query" : "to be found");
    for (int i = 0; i < splits.size(); i++) {
      int number = i;
      ScanSplit split =
          new ScanSplit(scan, splits.size(), splits.get(i), found.map(all -> all.get(number)));
      out.collect(Blocks.ofSplit(number % readers, number, split.bytes()));
    }
  }

  private String digest(List<DeltaSourceSplit> splits) throws IOException {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      // A column may have another name in another version, of the same files.
      String rows = rule + " at version " + source.version();
      sha.update(rows.getBytes(StandardCharsets.UTF_8));
      for (DeltaSourceSplit split : splits) {
        sha.update(DeltaSourceSplitSerializer.INSTANCE.serialize(split));
      }
      return StringUtils.byteToHexString(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
