/** Counters which count every record once. */
package io.pinflow.jobs.metrics;
