/** The benchmark suite: parts which measure the pipeline and its peers, and the page they make. */
package io.pinflow.benchmarks.suite;
