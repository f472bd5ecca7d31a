package io.pinflow.jobs.verify;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Facts of a Kinesis shard. A sequence number, which exceeds a long, is kept once. */
final class SequenceFacts implements PositionFacts {

  private final Map<BigInteger, Integer> places = new HashMap<>();
  private char[] facts = new char[64];

  @Override
  public void add(String position, Fact fact) {
    BigInteger sequence = number(position);
    Integer known = places.putIfAbsent(sequence, places.size());
    int place = known == null ? places.size() - 1 : known;
    if (place == facts.length) {
      facts = Arrays.copyOf(facts, place * 2);
    }
    facts[place] = (char) fact.addedTo(facts[place]);
  }

  @Override
  public SortedFacts sorted() {
    BigInteger[] sequences = places.keySet().toArray(new BigInteger[0]);
    Arrays.sort(sequences);
    char[] sorted = new char[sequences.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = facts[places.get(sequences[i])];
    }
    return new Sorted(sequences, sorted);
  }

  private static BigInteger number(String position) {
    BigInteger number = new BigInteger(position);
    if (number.signum() < 0) {
      throw new NumberFormatException("For input string: \"" + position + '"');
    }
    return number;
  }

  private static final class Sorted implements SortedFacts {
    private final BigInteger[] sequences;
    private final char[] facts;

    Sorted(BigInteger[] sequences, char[] facts) {
      this.sequences = sequences;
      this.facts = facts;
    }

    @Override
    public int size() {
      return sequences.length;
    }

    @Override
    public int facts(int place) {
      return facts[place];
    }

    @Override
    public String position(int place) {
      return sequences[place].toString();
    }

    @Override
    public int upTo(String position) {
      int place = Arrays.binarySearch(sequences, number(position));
      return place < 0 ? -place - 1 : place + 1;
    }
  }
}
