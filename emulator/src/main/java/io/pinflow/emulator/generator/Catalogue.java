package io.pinflow.emulator.generator;

import java.util.List;

/**
 * The different posts of a seed. Nothing of an entry is stored here but its poster: its records are
 * written from numbers which the seed and the entry's index determine.
 */
final class Catalogue {

  private final long seed;
  private final Population population;
  private final int[] categoryEnds;
  private final List<Category> categories;
  private final PinWriter pins;

  private Catalogue(
      long seed,
      Population population,
      int[] categoryEnds,
      List<Category> categories,
      PinWriter pins) {
    this.seed = seed;
    this.population = population;
    this.categoryEnds = categoryEnds;
    this.categories = categories;
    this.pins = pins;
  }

  static Catalogue create(GeneratorConfig config) {
    Vocabulary vocabulary = Vocabulary.load();
    List<Category> categories = Category.load();
    int[] ends =
        Quotas.of(config.catalogueSize(), categories.stream().mapToInt(Category::weight).toArray());
    for (int i = 1; i < ends.length; i++) {
      ends[i] += ends[i - 1];
    }
    return new Catalogue(
        config.seed(),
        Population.create(config, vocabulary),
        ends,
        categories,
        new PinWriter(new TextWriter(vocabulary)));
  }

  CatalogueEntry entry(int index) {
    Person person = population.posterOf(index);
    SplitMix random = SplitMix.of(seed, Stream.ENTRY, index);
    return new CatalogueEntry(index, person, category(index), random, pins);
  }

  /** Entries stand category by category, as the real set's do. */
  private Category category(int index) {
    int category = 0;
    while (categoryEnds[category] <= index) {
      category++;
    }
    return categories.get(category);
  }
}
