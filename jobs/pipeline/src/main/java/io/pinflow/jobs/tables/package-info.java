/** The command which lists the Delta tables. */
package io.pinflow.jobs.tables;
