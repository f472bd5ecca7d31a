package io.pinflow.schema;

import java.util.Objects;

/** A clean pin. Every column but {@link #ind()} may be missing: texts are then null. */
public final class PinRow extends CleanRow {
  private final String uniqueId;
  private final String title;
  private final String description;
  private final boolean hasFollowerCount;
  private final long followerCount;
  private final String posterName;
  private final String tagList;
  private final String isImageOrVideo;
  private final String imageSrc;
  private final String saveLocation;
  private final String category;

  private PinRow(Builder builder) {
    super(builder);
    this.uniqueId = builder.uniqueId;
    this.title = builder.title;
    this.description = builder.description;
    this.hasFollowerCount = builder.hasFollowerCount;
    this.followerCount = builder.followerCount;
    this.posterName = builder.posterName;
    this.tagList = builder.tagList;
    this.isImageOrVideo = builder.isImageOrVideo;
    this.imageSrc = builder.imageSrc;
    this.saveLocation = builder.saveLocation;
    this.category = builder.category;
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public RecordKind kind() {
    return RecordKind.PIN;
  }

  public String uniqueId() {
    return uniqueId;
  }

  public String title() {
    return title;
  }

  public String description() {
    return description;
  }

  /** Whether {@link #followerCount()} is known; stored as null if not. */
  public boolean hasFollowerCount() {
    return hasFollowerCount;
  }

  /** The number of followers, 0 or more; 0 also if it is not known. */
  public long followerCount() {
    return followerCount;
  }

  public String posterName() {
    return posterName;
  }

  public String tagList() {
    return tagList;
  }

  /** {@code image}, {@code video} or {@code multi-video(story page format)}, as it came. */
  public String isImageOrVideo() {
    return isImageOrVideo;
  }

  public String imageSrc() {
    return imageSrc;
  }

  public String saveLocation() {
    return saveLocation;
  }

  public String category() {
    return category;
  }

  @Override
  void hashContent(ContentHasher hasher) {
    hasher.put(uniqueId);
    hasher.put(title);
    hasher.put(description);
    hasher.put(hasFollowerCount ? followerCount : -1L);
    hasher.put(posterName);
    hasher.put(tagList);
    hasher.put(isImageOrVideo);
    hasher.put(imageSrc);
    hasher.put(saveLocation);
    hasher.put(category);
  }

  @Override
  boolean contentEquals(CleanRow other) {
    PinRow that = (PinRow) other;
    return Objects.equals(uniqueId, that.uniqueId)
        && Objects.equals(title, that.title)
        && Objects.equals(description, that.description)
        && hasFollowerCount == that.hasFollowerCount
        && followerCount == that.followerCount
        && Objects.equals(posterName, that.posterName)
        && Objects.equals(tagList, that.tagList)
        && Objects.equals(isImageOrVideo, that.isImageOrVideo)
        && Objects.equals(imageSrc, that.imageSrc)
        && Objects.equals(saveLocation, that.saveLocation)
        && Objects.equals(category, that.category);
  }

  /** Collects the values of a pin. */
  public static final class Builder extends CleanRow.Builder<Builder> {
    private String uniqueId;
    private String title;
    private String description;
    private boolean hasFollowerCount;
    private long followerCount;
    private String posterName;
    private String tagList;
    private String isImageOrVideo;
    private String imageSrc;
    private String saveLocation;
    private String category;

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    public Builder uniqueId(String value) {
      uniqueId = value;
      return this;
    }

    public Builder title(String value) {
      title = value;
      return this;
    }

    public Builder description(String value) {
      description = value;
      return this;
    }

    public Builder followerCount(long value) {
      hasFollowerCount = true;
      followerCount = value;
      return this;
    }

    public Builder posterName(String value) {
      posterName = value;
      return this;
    }

    public Builder tagList(String value) {
      tagList = value;
      return this;
    }

    public Builder isImageOrVideo(String value) {
      isImageOrVideo = value;
      return this;
    }

    public Builder imageSrc(String value) {
      imageSrc = value;
      return this;
    }

    public Builder saveLocation(String value) {
      saveLocation = value;
      return this;
    }

    public Builder category(String value) {
      category = value;
      return this;
    }

    @Override
    public Builder reset() {
      uniqueId = null;
      title = null;
      description = null;
      hasFollowerCount = false;
      followerCount = 0;
      posterName = null;
      tagList = null;
      isImageOrVideo = null;
      imageSrc = null;
      saveLocation = null;
      category = null;
      return super.reset();
    }

    @Override
    public PinRow build() {
      return new PinRow(this);
    }
  }
}
