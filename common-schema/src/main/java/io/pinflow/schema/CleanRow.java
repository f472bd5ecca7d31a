package io.pinflow.schema;

import java.util.Objects;

/**
 * A record after cleaning, as its table stores it but for the ingest columns, which the caller
 * knows. Immutable.
 *
 * <p>Two rows are equal if they would be stored alike; which rules fired does not matter.
 */
public abstract class CleanRow {
  private final int ind;
  private final String rescued;
  private final long firedRules;

  CleanRow(Builder<?> builder) {
    this.ind = builder.ind;
    this.rescued = builder.rescued;
    this.firedRules = builder.firedRules;
  }

  public abstract RecordKind kind();

  /** The key which a post's three records share. */
  public final int ind() {
    return ind;
  }

  /** What did not fit the schema, as a JSON object by the fields' wire names, or null. */
  public final String rescued() {
    return rescued;
  }

  /** The rules which fired, as a set of bits; {@link Rules#idsOf(long)} names them. */
  public final long firedRules() {
    return firedRules;
  }

  /** A hash of kind, key and content (including {@link #rescued()}), computed at each call. */
  public final ContentHash contentHash() {
    ContentHasher hasher = new ContentHasher();
    hasher.put(kind().id());
    hasher.put((long) ind);
    hashContent(hasher);
    hasher.put(rescued);
    return hasher.finish();
  }

  abstract void hashContent(ContentHasher hasher);

  /** Compares the columns of two rows of one kind, without {@code ind} and {@code rescued}. */
  abstract boolean contentEquals(CleanRow other);

  @Override
  public final boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof CleanRow)) {
      return false;
    }
    CleanRow that = (CleanRow) other;
    return kind() == that.kind()
        && ind == that.ind
        && Objects.equals(rescued, that.rescued)
        && contentEquals(that);
  }

  @Override
  public final int hashCode() {
    return contentHash().hashCode();
  }

  @Override
  public final String toString() {
    return kind().id() + " " + CleanRowJson.toJson(this);
  }

  /**
   * Collects the values of a row; may be reused after {@link #reset()}. Values are taken as they
   * are: the {@link Cleaner} is what checks them, and others use a builder only to restore a row.
   */
  public abstract static class Builder<B extends Builder<B>> {
    private int ind;
    private String rescued;
    private long firedRules;

    Builder() {}

    abstract B self();

    public final B ind(int value) {
      ind = value;
      return self();
    }

    public final B rescued(String value) {
      rescued = value;
      return self();
    }

    public final B firedRules(long value) {
      firedRules = value;
      return self();
    }

    /** Forgets all values. */
    public B reset() {
      ind = 0;
      rescued = null;
      firedRules = 0;
      return self();
    }

    /** The row of the values given so far. */
    public abstract CleanRow build();
  }
}
