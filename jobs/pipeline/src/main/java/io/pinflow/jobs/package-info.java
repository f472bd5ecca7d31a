/** The submittable jobs and the main class which starts them. */
package io.pinflow.jobs;
