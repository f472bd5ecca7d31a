package io.pinflow.delta.parquet;

import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The codecs a data file may be compressed with. */
public enum ParquetCompression {
  ZSTD(CompressionCodecName.ZSTD),
  SNAPPY(CompressionCodecName.SNAPPY),
  GZIP(CompressionCodecName.GZIP),
  UNCOMPRESSED(CompressionCodecName.UNCOMPRESSED);

  private final CompressionCodecName codec;

  ParquetCompression(CompressionCodecName codec) {
    this.codec = codec;
  }

  CompressionCodecName codec() {
    return codec;
  }

  String fileExtension() {
    return codec.getExtension();
  }
}
