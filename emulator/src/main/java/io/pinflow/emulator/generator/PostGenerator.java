package io.pinflow.emulator.generator;

import io.pinflow.emulator.error.EmulatorErrors;
import io.pinflow.emulator.source.Post;
import io.pinflow.emulator.source.PostRecord;
import io.pinflow.emulator.source.PostSource;
import io.pinflow.schema.RecordKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Posts of a seed. Post {@code n} depends on the seed, the catalogue's size and {@code n} alone:
 * not on the order, the rate or the number of threads in which posts are asked for.
 *
 * <p>Each post draws one entry of a catalogue, with replacement. The three records of a post have
 * the same index, the entry's place in the catalogue. The posts of one poster share one user
 * (names, age, joining date), one place on earth and one follower count.
 *
 * <p>Thread-safe. Creating a generator takes some tenths of a second; what it has written once it
 * keeps, up to some 50 MB.
 */
public final class PostGenerator {

  private static final int MAX_WRITTEN_ENTRIES = 50_000;

  private final GeneratorConfig config;
  private final Catalogue catalogue;

  /** Entries already written once: the catalogue's first ones, about 1 KB each. */
  private final AtomicReferenceArray<Post> written;

  public PostGenerator(GeneratorConfig config) {
    this.config = config;
    this.catalogue = Catalogue.create(config);
    this.written =
        new AtomicReferenceArray<>(Math.min(config.catalogueSize(), MAX_WRITTEN_ENTRIES));
  }

  /** Post {@code n}, counted from 0. */
  public Post post(long n) {
    int index = index(n);
    if (index >= written.length()) {
      return write(index);
    }
    Post post = written.get(index);
    if (post == null) {
      post = write(index);
      written.set(index, post);
    }
    return post;
  }

  /** The index which the records of post {@code n} carry. */
  public int index(long n) {
    return SplitMix.of(config.seed(), Stream.POST, n).nextInt(config.catalogueSize());
  }

  long seed() {
    return config.seed();
  }

  int catalogueSize() {
    return config.catalogueSize();
  }

  private Post write(int index) {
    CatalogueEntry entry = catalogue.entry(index);
    return new Post(
        List.of(
            PostRecord.json(RecordKind.PIN, entry.pin()),
            PostRecord.json(RecordKind.GEO, entry.geo()),
            PostRecord.json(RecordKind.USER, entry.user())));
  }

  /** The first {@code posts} posts in their order. */
  public PostSource source(long posts) {
    if (posts < 0) {
      throw EmulatorErrors.invalidSetting("number of posts", posts, "it must not be negative");
    }
    return new GeneratedSource(this, posts);
  }
}
