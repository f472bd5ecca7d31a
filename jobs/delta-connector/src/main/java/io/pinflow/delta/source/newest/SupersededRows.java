package io.pinflow.delta.source.newest;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.java.tuple.Tuple3;

/** Sends the rows which are not the newest of their key to the reader of their split, in blocks. */
final class SupersededRows implements NewestTable.Superseded {

  private static final int BLOCK_BYTES = 1_024 * Integer.BYTES;

  private final int readers;
  private final Consumer<Tuple3<Integer, Integer, byte[]>> out;
  private final Map<Integer, ByteBuffer> blocks = new HashMap<>();
  private int lastSplit = -1;
  private ByteBuffer lastBlock = ByteBuffer.allocate(0);

  SupersededRows(int readers, Consumer<Tuple3<Integer, Integer, byte[]>> out) {
    this.readers = readers;
    this.out = out;
  }

  @Override
  public void add(int split, int position) {
    if (split != lastSplit) {
      lastBlock = blocks.computeIfAbsent(split, added -> ByteBuffer.allocate(BLOCK_BYTES));
      lastSplit = split;
    }
    lastBlock.putInt(position);
    if (!lastBlock.hasRemaining()) {
      send(split, lastBlock);
    }
  }

  /** Sends what is left. */
  void finish() {
    blocks.forEach(
        (split, block) -> {
          if (block.position() > 0) {
            send(split, block);
          }
        });
  }

  private void send(int split, ByteBuffer block) {
    out.accept(Tuple3.of(split % readers, split, Arrays.copyOf(block.array(), block.position())));
    block.clear();
  }
}
