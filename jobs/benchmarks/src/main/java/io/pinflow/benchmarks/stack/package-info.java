/** The local stack's processes, as the parts of the suite use them. */
package io.pinflow.benchmarks.stack;
