/** How a bounded job tells whoever has started it that it has ended, and how. */
package io.pinflow.jobs.run;
