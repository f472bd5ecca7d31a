package io.pinflow.delta.testing;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Writes Parquet files of any schema, as other engines might, independently of this connector's own
 * writer.
 */
public final class ParquetFiles {

  /** Sets one row's values. */
  @FunctionalInterface
  public interface RowFiller {
    void fill(Group row, int index);
  }

  private final MessageType schema;
  private WriterVersion version = WriterVersion.PARQUET_1_0;
  private long rowGroupSize = 128L << 20;
  private int pageSize = 1 << 20;
  private boolean dictionary = true;
  private CompressionCodecName compression = CompressionCodecName.UNCOMPRESSED;

  private ParquetFiles(MessageType schema) {
    this.schema = schema;
  }

  /**
   * @param schema in Parquet's text form
   */
  public static ParquetFiles of(String schema) {
    return new ParquetFiles(MessageTypeParser.parseMessageType(schema));
  }

  public ParquetFiles version(WriterVersion writerVersion) {
    version = writerVersion;
    return this;
  }

  public ParquetFiles compression(CompressionCodecName codec) {
    compression = codec;
    return this;
  }

  /** Bytes; the writer checks it every 100 rows. */
  public ParquetFiles rowGroupSize(long bytes) {
    rowGroupSize = bytes;
    return this;
  }

  public ParquetFiles pageSize(int bytes) {
    pageSize = bytes;
    return this;
  }

  public ParquetFiles withoutDictionary() {
    dictionary = false;
    return this;
  }

  public void write(Path file, int rows, RowFiller filler) throws IOException {
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(schema)
            .withWriterVersion(version)
            .withCompressionCodec(compression)
            .withRowGroupSize(rowGroupSize)
            .withPageSize(pageSize)
            .withDictionaryEncoding(dictionary)
            .build()) {
      for (int i = 0; i < rows; i++) {
        Group row = new SimpleGroup(schema);
        filler.fill(row, i);
        writer.write(row);
      }
    }
  }
}
