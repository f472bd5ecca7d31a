package io.pinflow.delta.source.reader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.annotation.Nullable;
import org.apache.parquet.CorruptDeltaByteArrays;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.RequiresPreviousReader;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Reads the column chunk of one leaf page by page, many values at a time. Levels, plain values and
 * dictionary ids are decoded here in bulk, other encodings by Parquet's decoders.
 */
final class LeafReader {

  private static final int LEVELS_AT_ONCE = 1024;

  private final ColumnDescriptor leaf;
  private final PageReader pages;
  @Nullable private final ParsedVersion writer;
  private final int maxDefinition;
  private final int maxRepetition;
  @Nullable private final Dictionary dictionary;

  /** The dictionary as values of the column which is read. */
  @Nullable private LeafColumn dictionaryValues;

  private int leftInPage;
  private IntDecoder definitions;
  private IntDecoder repetitions;
  @Nullable private PageValues values;
  @Nullable private ValuesReader previousValues;

  // Levels of a repeated leaf which are decoded but belong to rows not yet asked for.
  private int[] aheadDefinition;
  private int[] aheadRepetition;
  private int aheadNext;
  private int aheadEnd;

  /**
   * @param writer of the file, by whose version some bugs are worked around
   */
  LeafReader(ColumnDescriptor leaf, PageReader pages, @Nullable ParsedVersion writer)
      throws IOException {
    this.leaf = leaf;
    this.pages = pages;
    this.writer = writer;
    this.maxDefinition = leaf.getMaxDefinitionLevel();
    this.maxRepetition = leaf.getMaxRepetitionLevel();
    DictionaryPage page = pages.readDictionaryPage();
    this.dictionary = page == null ? null : page.getEncoding().initDictionary(leaf, page);
    if (maxRepetition > 0) {
      aheadDefinition = new int[LEVELS_AT_ONCE];
      aheadRepetition = new int[LEVELS_AT_ONCE];
    }
  }

  /** Fills the column with the values of the next rows, which must be there. */
  void read(LeafColumn into, int rows) {
    into.levels().clear();
    if (maxRepetition == 0) {
      readFlat(into, rows);
    } else {
      readRepeated(into, rows);
    }
  }

  private void readFlat(LeafColumn into, int rows) {
    into.ensureCapacity(rows);
    int row = 0;
    while (row < rows) {
      if (leftInPage == 0 && !nextPage(into)) {
        throw endsEarly();
      }
      int count = Math.min(rows - row, leftInPage);
      int[] levels = into.levels().appendDefinitions(count);
      definitions.read(levels, row, count);
      readValues(into, levels, row, row + count, row);
      leftInPage -= count;
      row += count;
    }
  }

  private void readRepeated(LeafColumn into, int rows) {
    int begun = 0;
    int slot = 0;
    while (aheadNext < aheadEnd || decodeAhead(into)) {
      int end = aheadNext;
      while (end < aheadEnd && (aheadRepetition[end] > 0 || begun < rows)) {
        begun += aheadRepetition[end] == 0 ? 1 : 0;
        end++;
      }
      int count = end - aheadNext;
      int first = into.levels().count();
      int[] levels = into.levels().appendDefinitions(count);
      System.arraycopy(aheadDefinition, aheadNext, levels, first, count);
      System.arraycopy(aheadRepetition, aheadNext, into.levels().repetition(), first, count);
      into.ensureCapacity(slot + count);
      slot = readValues(into, levels, first, first + count, slot);
      aheadNext = end;
      if (end < aheadEnd) {
        return;
      }
    }
    if (begun < rows) {
      throw endsEarly();
    }
  }

  /** Returns whether there is any level left. */
  private boolean decodeAhead(LeafColumn into) {
    if (leftInPage == 0 && !nextPage(into)) {
      return false;
    }
    aheadNext = 0;
    aheadEnd = Math.min(leftInPage, LEVELS_AT_ONCE);
    repetitions.read(aheadRepetition, 0, aheadEnd);
    definitions.read(aheadDefinition, 0, aheadEnd);
    leftInPage -= aheadEnd;
    return true;
  }

  /**
   * Reads the values of some levels into the slots from {@code slot} on, a run of present ones at a
   * time.
   *
   * @return the next free slot
   */
  private int readValues(LeafColumn into, int[] levels, int from, int to, int slot) {
    int next = slot;
    int i = from;
    while (i < to) {
      int first = i;
      while (i < to && levels[i] == maxDefinition) {
        i++;
      }
      if (i > first) {
        into.setPresent(next, next + i - first);
        values.read(into, next, i - first);
        next += i - first;
      }
      for (; i < to && levels[i] != maxDefinition; i++) {
        // Below the level of a slot a list above is empty or null.
        if (levels[i] >= into.slotLevel()) {
          into.setNull(next++, true);
        }
      }
    }
    return next;
  }

  /** Opens the next page that holds anything; returns whether there is one. */
  private boolean nextPage(LeafColumn into) {
    do {
      DataPage page = pages.readPage();
      if (page == null) {
        return false;
      }
      leftInPage = page.getValueCount();
      try {
        if (page instanceof DataPageV1) {
          open((DataPageV1) page, into);
        } else {
          open((DataPageV2) page, into);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read a page of " + leaf, e);
      }
    } while (leftInPage == 0);
    return true;
  }

  private void open(DataPageV1 page, LeafColumn into) throws IOException {
    ByteBufferInputStream in = page.getBytes().toInputStream();
    int count = page.getValueCount();
    repetitions =
        levels(page.getRlEncoding(), ValuesType.REPETITION_LEVEL, maxRepetition, count, in);
    definitions =
        levels(page.getDlEncoding(), ValuesType.DEFINITION_LEVEL, maxDefinition, count, in);
    values = values(page.getValueEncoding(), count, in, into);
  }

  private IntDecoder levels(
      Encoding encoding, ValuesType type, int max, int count, ByteBufferInputStream in)
      throws IOException {
    if (max == 0) {
      return IntDecoder.zeros();
    } else if (encoding == Encoding.RLE) {
      int length = BytesUtils.readIntLittleEndian(in);
      return new RleDecoder(in.slice(length), BytesUtils.getWidthFromMaxInt(max));
    }
    ValuesReader reader = encoding.getValuesReader(leaf, type);
    reader.initFromPage(count, in);
    return IntDecoder.of(reader);
  }

  private void open(DataPageV2 page, LeafColumn into) throws IOException {
    repetitions = levels(page.getRepetitionLevels(), maxRepetition);
    definitions = levels(page.getDefinitionLevels(), maxDefinition);
    values =
        values(page.getDataEncoding(), page.getValueCount(), page.getData().toInputStream(), into);
  }

  private static IntDecoder levels(BytesInput levels, int max) throws IOException {
    if (max == 0) {
      return IntDecoder.zeros();
    }
    ByteBufferInputStream in = levels.toInputStream();
    return new RleDecoder(in.slice(in.available()), BytesUtils.getWidthFromMaxInt(max));
  }

  private PageValues values(
      Encoding encoding, int count, ByteBufferInputStream in, LeafColumn column)
      throws IOException {
    if (encoding.usesDictionary()) {
      return new PageValues.Ids(ids(in), dictionaryValues(column));
    } else if (encoding == Encoding.PLAIN
        && leaf.getPrimitiveType().getPrimitiveTypeName() != PrimitiveTypeName.BOOLEAN) {
      return new PageValues.Plain(withArray(in));
    }
    ValuesReader reader = encoding.getValuesReader(leaf, ValuesType.VALUES);
    reader.initFromPage(count, in);
    if (previousValues != null
        && reader instanceof RequiresPreviousReader
        && CorruptDeltaByteArrays.requiresSequentialReads(writer, encoding)) {
      ((RequiresPreviousReader) reader).setPreviousReader(previousValues);
    }
    previousValues = reader;
    return new PageValues.Decoded(reader);
  }

  /** A page of nulls alone may lack even the byte that tells the width of its ids. */
  private static RleDecoder ids(ByteBufferInputStream in) throws IOException {
    int bitWidth = in.available() == 0 ? 0 : in.read();
    return new RleDecoder(in.slice(in.available()), bitWidth);
  }

  private LeafColumn dictionaryValues(LeafColumn column) {
    if (dictionaryValues == null) {
      if (dictionary == null) {
        throw new ParquetDecodingException("No dictionary in the column chunk of " + leaf);
      }
      int size = dictionary.getMaxId() + 1;
      dictionaryValues = column.empty();
      dictionaryValues.ensureCapacity(size);
      dictionaryValues.readDecoded(new DictionaryEntries(dictionary), 0, size);
    }
    return dictionaryValues;
  }

  private static ByteBuffer withArray(ByteBufferInputStream in) throws IOException {
    ByteBuffer page = in.slice(in.available());
    if (!page.hasArray()) {
      ByteBuffer copy = ByteBuffer.allocate(page.remaining());
      copy.put(page).flip();
      page = copy;
    }
    return page.order(ByteOrder.LITTLE_ENDIAN);
  }

  private ParquetDecodingException endsEarly() {
    return new ParquetDecodingException("A column chunk ends before its row group does: " + leaf);
  }
}
