/** SqlJob: SQL scripts as one job. */
package io.pinflow.jobs.sql;
