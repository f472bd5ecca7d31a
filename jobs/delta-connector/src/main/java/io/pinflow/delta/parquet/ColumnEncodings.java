package io.pinflow.delta.parquet;

import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainDoubleDictionaryValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainFloatDictionaryValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainIntegerDictionaryValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainLongDictionaryValuesWriter;
import org.apache.parquet.column.values.factory.DefaultV1ValuesWriterFactory;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;
import org.apache.parquet.column.values.fallback.FallbackValuesWriter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The encodings of format version 1, as Parquet chooses them: a dictionary where one pays, else
 * PLAIN. Written by classes of ours where those are faster. Serves the row groups of one writer
 * after another and remembers {@link DictionaryTrials}. Not thread-safe.
 */
final class ColumnEncodings implements ValuesWriterFactory {

  private final DefaultV1ValuesWriterFactory others = new DefaultV1ValuesWriterFactory();
  private final Map<ColumnDescriptor, DictionaryTrials> trials = new HashMap<>();
  private int maxDictionaryBytes;
  private ByteBufferAllocator allocator;

  @Override
  public void initialize(ParquetProperties properties) {
    others.initialize(properties);
    maxDictionaryBytes = properties.getDictionaryPageSizeThreshold();
    allocator = properties.getAllocator();
  }

  @Override
  public ValuesWriter newValuesWriter(ColumnDescriptor column) {
    PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
    switch (type) {
      case BINARY:
      case INT32:
      case INT64:
      case FLOAT:
      case DOUBLE:
        DictionaryTrials columnTrials =
            trials.computeIfAbsent(column, absent -> new DictionaryTrials());
        return columnTrials.next()
            ? FallbackValuesWriter.of(dictionary(type), new AfterDictionary(columnTrials))
            : new PlainEncoder();
      default:
        return others.newValuesWriter(column);
    }
  }

  private DictionaryValuesWriter dictionary(PrimitiveTypeName type) {
    Encoding encoding = Encoding.PLAIN_DICTIONARY;
    switch (type) {
      case INT32:
        return new PlainIntegerDictionaryValuesWriter(
            maxDictionaryBytes, encoding, encoding, allocator);
      case INT64:
        return new PlainLongDictionaryValuesWriter(
            maxDictionaryBytes, encoding, encoding, allocator);
      case FLOAT:
        return new PlainFloatDictionaryValuesWriter(
            maxDictionaryBytes, encoding, encoding, allocator);
      case DOUBLE:
        return new PlainDoubleDictionaryValuesWriter(
            maxDictionaryBytes, encoding, encoding, allocator);
      default:
        return new BytesDictionary(maxDictionaryBytes, encoding, allocator);
    }
  }

  /** Gets no value unless the dictionary before it was given up. */
  private static final class AfterDictionary extends PlainEncoder {

    private final DictionaryTrials trials;

    AfterDictionary(DictionaryTrials trials) {
      this.trials = trials;
    }

    @Override
    public BytesInput getBytes() {
      trials.failed(valueCount());
      return super.getBytes();
    }
  }
}
