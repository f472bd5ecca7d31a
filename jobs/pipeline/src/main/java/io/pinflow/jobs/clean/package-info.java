/** From raw records to clean tables: clean, deduplicate, store, quarantine. */
package io.pinflow.jobs.clean;
