package io.pinflow.delta.parquet;

import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter;
import org.apache.parquet.column.values.dictionary.IntList.IntIterator;
import org.apache.parquet.io.api.Binary;

/** The dictionary encoding of strings and byte arrays, over {@link DistinctBytes}. */
final class BytesDictionary extends DictionaryValuesWriter {

  private final DistinctBytes entries = new DistinctBytes();

  /**
   * @param maxBytes of the dictionary's page; with more, the column goes on without one
   */
  BytesDictionary(int maxBytes, Encoding encoding, ByteBufferAllocator allocator) {
    super(maxBytes, encoding, encoding, allocator);
  }

  @Override
  public void writeBytes(Binary value) {
    ByteBuffer buffer = value.toByteBuffer();
    int length = buffer.remaining();
    int number;
    if (buffer.hasArray()) {
      int offset = buffer.arrayOffset() + buffer.position();
      number = entries.numberOf(buffer.array(), offset, length);
    } else {
      number = entries.numberOf(value.getBytes(), 0, length);
    }
    dictionaryByteSize = entries.plainSize();
    encodedValues.add(number);
  }

  @Override
  public DictionaryPage toDictPageAndClose() {
    return lastUsedDictionarySize == 0
        ? null
        : new DictionaryPage(
            BytesInput.from(entries.plainBytes(), 0, lastUsedDictionaryByteSize),
            lastUsedDictionarySize,
            encodingForDictionaryPage);
  }

  @Override
  protected void fallBackDictionaryEncodedData(ValuesWriter writer) {
    IntIterator numbers = encodedValues.iterator();
    while (numbers.hasNext()) {
      int number = numbers.next();
      writer.writeBytes(
          Binary.fromReusedByteArray(
              entries.plainBytes(), entries.start(number), entries.length(number)));
    }
  }

  @Override
  protected void clearDictionaryContent() {
    entries.clear();
    dictionaryByteSize = 0;
  }

  @Override
  protected int getDictionarySize() {
    return entries.size();
  }
}
