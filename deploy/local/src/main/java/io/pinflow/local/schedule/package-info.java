/** The daily run on the local stack: the steps which run on AWS every day, in their order. */
package io.pinflow.local.schedule;
