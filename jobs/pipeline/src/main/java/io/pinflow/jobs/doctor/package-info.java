/** Looks, before a job starts, whether everything it needs around it is there. */
package io.pinflow.jobs.doctor;
