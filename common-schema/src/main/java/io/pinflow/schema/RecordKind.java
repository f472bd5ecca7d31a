package io.pinflow.schema;

/** The three records of a post. Their ids are part of topic, stream and option names. */
public enum RecordKind {
  PIN("pin"),
  GEO("geo"),
  USER("user");

  private final String id;

  RecordKind(String id) {
    this.id = id;
  }

  /** The stable name: {@code pin}, {@code geo} or {@code user}. */
  public String id() {
    return id;
  }

  /** The clean table of this kind, such as {@code pin_table}. */
  public String tableName() {
    return id + "_table";
  }

  /**
   * The kind of an id.
   *
   * @throws IllegalArgumentException if no kind has that id; the message lists those there are
   */
  public static RecordKind fromId(String id) {
    for (RecordKind kind : values()) {
      if (kind.id.equals(id)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "Unknown record kind '" + id + "': use one of pin, geo, user (in lower case)");
  }
}
