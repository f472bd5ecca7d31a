/**
 * The one place where Flink meets Delta Kernel: file access over Flink's file systems, atomic
 * commits, type conversion, snapshots and errors.
 *
 * <p>Kernel's internal API moves between releases; whatever needs it belongs here, so that an
 * upgrade touches one package.
 */
package io.pinflow.delta.kernel;
