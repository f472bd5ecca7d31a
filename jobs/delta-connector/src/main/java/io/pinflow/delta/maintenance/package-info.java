/**
 * Keeps Delta tables fast and small: compaction, vacuum, log checkpoints. {@link
 * io.pinflow.delta.maintenance.DeltaMaintenance} is the entry.
 */
package io.pinflow.delta.maintenance;
