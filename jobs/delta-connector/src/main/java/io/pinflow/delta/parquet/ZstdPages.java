package io.pinflow.delta.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses each page in one call, from array to array. Parquet's own goes through a stream which
 * is made anew for each page, learns its length only at the end, and copies it twice more.
 *
 * <p>Holds native memory between the first page and {@link #release}. What {@link #compress}
 * returns is valid until the next call.
 */
final class ZstdPages implements BytesInputCompressor {

  private static final int LEVEL = ZstandardCodec.DEFAULT_PARQUET_COMPRESS_ZSTD_LEVEL;

  private final Page page = new Page();
  private byte[] compressed = new byte[0];
  private ZstdCompressCtx context;

  @Override
  public BytesInput compress(BytesInput bytes) throws IOException {
    if (context == null) {
      context = new ZstdCompressCtx().setLevel(LEVEL);
    }
    page.reset();
    bytes.writeAllTo(page);
    int bound = (int) Zstd.compressBound(page.size());
    if (compressed.length < bound) {
      compressed = new byte[bound];
    }
    int size =
        context.compressByteArray(compressed, 0, compressed.length, page.array(), 0, page.size());
    return BytesInput.from(compressed, 0, size);
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public void release() {
    if (context != null) {
      context.close();
      context = null;
    }
  }

  /** Lets its array be read in place. */
  private static final class Page extends ByteArrayOutputStream {

    byte[] array() {
      return buf;
    }
  }
}
