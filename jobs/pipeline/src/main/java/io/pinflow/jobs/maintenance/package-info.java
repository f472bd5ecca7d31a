/** Upkeep of Delta tables: what MaintenanceJob and the command {@code maintain} do. */
package io.pinflow.jobs.maintenance;
