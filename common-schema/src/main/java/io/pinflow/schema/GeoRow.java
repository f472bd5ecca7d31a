package io.pinflow.schema;

/** Where and when a post was made. Every column has a value. */
public final class GeoRow extends CleanRow {
  private final String country;
  private final double latitude;
  private final double longitude;
  private final long timestampMicros;

  private GeoRow(Builder builder) {
    super(builder);
    this.country = builder.country;
    this.latitude = builder.latitude;
    this.longitude = builder.longitude;
    this.timestampMicros = builder.timestampMicros;
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public RecordKind kind() {
    return RecordKind.GEO;
  }

  public String country() {
    return country;
  }

  /** Degrees, -90 to 90; the first of the stored {@code coordinates}. */
  public double latitude() {
    return latitude;
  }

  /** Degrees, -180 to 180; the second of the stored {@code coordinates}. */
  public double longitude() {
    return longitude;
  }

  /** Microseconds since 1970-01-01T00:00:00Z. */
  public long timestampMicros() {
    return timestampMicros;
  }

  @Override
  void hashContent(ContentHasher hasher) {
    hasher.put(country);
    hasher.put(latitude);
    hasher.put(longitude);
    hasher.put(timestampMicros);
  }

  @Override
  boolean contentEquals(CleanRow other) {
    GeoRow that = (GeoRow) other;
    return country.equals(that.country)
        && Double.compare(latitude, that.latitude) == 0
        && Double.compare(longitude, that.longitude) == 0
        && timestampMicros == that.timestampMicros;
  }

  /** Collects the values of a geo row. */
  public static final class Builder extends CleanRow.Builder<Builder> {
    private String country;
    private double latitude;
    private double longitude;
    private long timestampMicros;

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    public Builder country(String value) {
      country = value;
      return this;
    }

    public Builder latitude(double value) {
      latitude = value;
      return this;
    }

    public Builder longitude(double value) {
      longitude = value;
      return this;
    }

    public Builder timestampMicros(long value) {
      timestampMicros = value;
      return this;
    }

    @Override
    public Builder reset() {
      country = null;
      latitude = 0;
      longitude = 0;
      timestampMicros = 0;
      return super.reset();
    }

    @Override
    public GeoRow build() {
      return new GeoRow(this);
    }
  }
}
