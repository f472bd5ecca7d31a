package io.pinflow.benchmarks.suite;

/** One part of the suite: a piece of work, measured on the pipeline and on its peers in turn. */
public interface BenchmarkPart {

  /** By which it is asked for, and its key among the figures. */
  String name();

  /** What is measured, as a heading. */
  String title();

  /**
   * Measures.
   *
   * @throws Exception if a side fails, or if two sides which should have the same result do not
   */
  PartResult run(SuiteContext context) throws Exception;
}
