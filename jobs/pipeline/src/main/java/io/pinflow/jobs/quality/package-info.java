/** QualityJob: what the tables hold of a day, measured and judged. */
package io.pinflow.jobs.quality;
