package io.pinflow.schema;

/** Who made a post. Every column has a value. */
public final class UserRow extends CleanRow {
  private final String userName;
  private final int age;
  private final long dateJoinedMicros;

  private UserRow(Builder builder) {
    super(builder);
    this.userName = builder.userName;
    this.age = builder.age;
    this.dateJoinedMicros = builder.dateJoinedMicros;
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public RecordKind kind() {
    return RecordKind.USER;
  }

  /** First name, one space, last name. */
  public String userName() {
    return userName;
  }

  /** Years, 0 to 150. */
  public int age() {
    return age;
  }

  /** Microseconds since 1970-01-01T00:00:00Z. */
  public long dateJoinedMicros() {
    return dateJoinedMicros;
  }

  @Override
  void hashContent(ContentHasher hasher) {
    hasher.put(userName);
    hasher.put((long) age);
    hasher.put(dateJoinedMicros);
  }

  @Override
  boolean contentEquals(CleanRow other) {
    UserRow that = (UserRow) other;
    return userName.equals(that.userName)
        && age == that.age
        && dateJoinedMicros == that.dateJoinedMicros;
  }

  /** Collects the values of a user row. */
  public static final class Builder extends CleanRow.Builder<Builder> {
    private String userName;
    private int age;
    private long dateJoinedMicros;

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    public Builder userName(String value) {
      userName = value;
      return this;
    }

    public Builder age(int value) {
      age = value;
      return this;
    }

    public Builder dateJoinedMicros(long value) {
      dateJoinedMicros = value;
      return this;
    }

    @Override
    public Builder reset() {
      userName = null;
      age = 0;
      dateJoinedMicros = 0;
      return super.reset();
    }

    @Override
    public UserRow build() {
      return new UserRow(this);
    }
  }
}
