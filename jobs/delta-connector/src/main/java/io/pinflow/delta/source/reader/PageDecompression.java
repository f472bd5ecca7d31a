package io.pinflow.delta.source.reader;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Parquet's codecs, but for snappy's decompression, which goes from array to array: Parquet's own
 * copies each page twice more on the way.
 */
final class PageDecompression implements CompressionCodecFactory {

  private final CompressionCodecFactory others;

  PageDecompression(CompressionCodecFactory others) {
    this.others = others;
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return codec == CompressionCodecName.SNAPPY ? new SnappyPages() : others.getDecompressor(codec);
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return others.getCompressor(codec);
  }

  @Override
  public void release() {
    others.release();
  }

  private static final class SnappyPages implements BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput bytes, int decompressedSize) throws IOException {
      ByteBuffer compressed = bytes.toInputStream().slice((int) bytes.size());
      byte[] page = new byte[decompressedSize];
      if (compressed.hasArray()) {
        Snappy.uncompress(
            compressed.array(),
            compressed.arrayOffset() + compressed.position(),
            compressed.remaining(),
            page,
            0);
      } else {
        byte[] copy = new byte[compressed.remaining()];
        compressed.get(copy);
        Snappy.uncompress(copy, 0, copy.length, page, 0);
      }
      return BytesInput.from(page);
    }

    @Override
    public void decompress(
        ByteBuffer input, int compressedSize, ByteBuffer output, int decompressedSize)
        throws IOException {
      byte[] compressed = new byte[compressedSize];
      input.get(compressed);
      output.put(Snappy.uncompress(compressed));
    }

    @Override
    public void release() {
      // Holds nothing.
    }
  }
}
