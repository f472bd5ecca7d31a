package io.pinflow.delta.source.newest;

import java.util.Arrays;
import java.util.function.Consumer;
import javax.annotation.Nullable;

/**
 * The newest entry so far of each key of a part; whichever is found not to be is passed on at once.
 * Entries of one key and time are kept together until a newer one comes. Not thread-safe.
 */
final class NewestTable implements EntryPages.Visitor {

  /** An entry which is as new as others of its key. */
  static final class Tie {
    final int split;
    final int position;
    @Nullable final Tie next;

    Tie(int split, int position, @Nullable Tie next) {
      this.split = split;
      this.position = position;
      this.next = next;
    }
  }

  /** Takes the rows which are not the newest of their key. */
  interface Superseded {
    void add(int split, int position);
  }

  private static final int INITIAL_SLOTS = 1 << 12;
  private static final int EMPTY = 0;

  private final Superseded superseded;

  /** One more than the entry's index. */
  private int[] slots = new int[INITIAL_SLOTS];

  private int entries;
  private int[] keys = new int[INITIAL_SLOTS / 2];
  private long[] times = new long[INITIAL_SLOTS / 2];
  private int[] places = new int[INITIAL_SLOTS / 2];
  private int[] splits = new int[INITIAL_SLOTS / 2];
  private Tie[] ties = new Tie[INITIAL_SLOTS / 2];

  NewestTable(Superseded superseded) {
    this.superseded = superseded;
  }

  @Override
  public void visit(int key, long time, int place, int split) {
    boolean nullKey = KeyEntry.isNullKey(place);
    int mask = slots.length - 1;
    int slot = (KeyHash.of(key) >>> 8) & mask;
    while (slots[slot] != EMPTY) {
      int entry = slots[slot] - 1;
      if (keys[entry] == key && KeyEntry.isNullKey(places[entry]) == nullKey) {
        meet(entry, time, place, split);
        return;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = append(key, time, place, split) + 1;
    if (entries * 2 > slots.length) {
      grow();
    }
  }

  private void meet(int entry, long time, int place, int split) {
    if (time < times[entry]) {
      superseded.add(split, KeyEntry.position(place));
    } else if (time > times[entry]) {
      superseded.add(splits[entry], KeyEntry.position(places[entry]));
      for (Tie tie = ties[entry]; tie != null; tie = tie.next) {
        superseded.add(tie.split, tie.position);
      }
      ties[entry] = null;
      times[entry] = time;
      places[entry] = place;
      splits[entry] = split;
    } else {
      ties[entry] = new Tie(split, KeyEntry.position(place), ties[entry]);
    }
  }

  private int append(int key, long time, int place, int split) {
    if (entries == keys.length) {
      int capacity = entries * 2;
      keys = Arrays.copyOf(keys, capacity);
      times = Arrays.copyOf(times, capacity);
      places = Arrays.copyOf(places, capacity);
      splits = Arrays.copyOf(splits, capacity);
      ties = Arrays.copyOf(ties, capacity);
    }
    keys[entries] = key;
    times[entries] = time;
    places[entries] = place;
    splits[entries] = split;
    ties[entries] = null;
    return entries++;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int entry = 0; entry < entries; entry++) {
      int slot = (KeyHash.of(keys[entry]) >>> 8) & mask;
      while (slots[slot] != EMPTY) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = entry + 1;
    }
  }

  /** Shows the entries of each key which has several newest ones, and forgets all. */
  void finish(Consumer<Tie> undecided) {
    for (int entry = 0; entry < entries; entry++) {
      if (ties[entry] != null) {
        undecided.accept(new Tie(splits[entry], KeyEntry.position(places[entry]), ties[entry]));
        ties[entry] = null;
      }
    }
    Arrays.fill(slots, EMPTY);
    entries = 0;
  }
}
