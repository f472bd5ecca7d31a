/**
 * The pipeline under faults: a steady load, a seeded schedule of outages, kills and restarts, and
 * the proof that nothing was lost or stored twice.
 */
package io.pinflow.local.chaos;
