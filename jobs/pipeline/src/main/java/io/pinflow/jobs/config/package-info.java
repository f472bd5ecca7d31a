/** Typed and described settings, where they come from, and what is wrong with them. */
package io.pinflow.jobs.config;
