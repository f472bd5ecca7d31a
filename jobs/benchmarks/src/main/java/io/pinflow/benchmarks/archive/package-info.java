/** RawArchiveJob beside the fastest that reading can be. */
package io.pinflow.benchmarks.archive;
