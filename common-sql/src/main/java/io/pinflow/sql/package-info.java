/** SQL scripts, as SqlJob and the local stack run them: their statements and where each stands. */
package io.pinflow.sql;
