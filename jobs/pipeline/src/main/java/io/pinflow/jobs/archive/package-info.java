/** The archive of every record as it was received. */
package io.pinflow.jobs.archive;
