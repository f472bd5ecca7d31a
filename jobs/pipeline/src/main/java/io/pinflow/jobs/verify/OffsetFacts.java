package io.pinflow.jobs.verify;

import java.util.Arrays;

/** Facts of a Kafka partition: eight bytes each, whatever gaps there are between the offsets. */
final class OffsetFacts implements PositionFacts {

  private static final int FACT_BITS = 4;
  private static final int FACT_MASK = (1 << FACT_BITS) - 1;
  private static final long HIGHEST = Long.MAX_VALUE >>> FACT_BITS;
  private static final int INITIAL = 1024;
  private static final Fact[] FACTS = Fact.values();

  /** An offset and, in the lowest bits, what was found at it. */
  private long[] found = new long[INITIAL];

  private int size;

  @Override
  public void add(String position, Fact fact) {
    long offset = offset(position);
    if (size == found.length) {
      found = Arrays.copyOf(found, size + (size >> 1));
    }
    found[size++] = offset << FACT_BITS | fact.ordinal();
  }

  @Override
  public SortedFacts sorted() {
    Arrays.sort(found, 0, size);
    int places = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || found[i] >>> FACT_BITS != found[i - 1] >>> FACT_BITS) {
        places++;
      }
    }
    long[] offsets = new long[places];
    char[] facts = new char[places];
    int place = -1;
    for (int i = 0; i < size; i++) {
      long offset = found[i] >>> FACT_BITS;
      if (place < 0 || offsets[place] != offset) {
        offsets[++place] = offset;
      }
      Fact fact = FACTS[(int) (found[i] & FACT_MASK)];
      facts[place] = (char) fact.addedTo(facts[place]);
    }
    return new Sorted(offsets, facts);
  }

  private static long offset(String position) {
    long offset = Long.parseLong(position);
    if (offset < 0 || offset > HIGHEST) {
      throw new NumberFormatException("For input string: \"" + position + '"');
    }
    return offset;
  }

  private static final class Sorted implements SortedFacts {
    private final long[] offsets;
    private final char[] facts;

    Sorted(long[] offsets, char[] facts) {
      this.offsets = offsets;
      this.facts = facts;
    }

    @Override
    public int size() {
      return offsets.length;
    }

    @Override
    public int facts(int place) {
      return facts[place];
    }

    @Override
    public String position(int place) {
      return Long.toString(offsets[place]);
    }

    @Override
    public int upTo(String position) {
      int place = Arrays.binarySearch(offsets, offset(position));
      return place < 0 ? -place - 1 : place + 1;
    }
  }
}
