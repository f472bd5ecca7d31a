/**
 * Accounts for every position: what brokers and streams hold, what the raw archive holds, and what
 * became of it in the tables.
 */
package io.pinflow.jobs.verify;
