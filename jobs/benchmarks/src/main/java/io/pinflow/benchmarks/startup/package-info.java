/** How long the local stack and a job take to start. */
package io.pinflow.benchmarks.startup;
