/** The Delta connector against Spark in the same run, and the cost of its commits. */
package io.pinflow.benchmarks.delta;
