/** Looks at the stack and at what the jobs need, and says how to mend what is wrong. */
package io.pinflow.local.doctor;
