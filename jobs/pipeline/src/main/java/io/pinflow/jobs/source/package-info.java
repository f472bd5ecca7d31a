/**
 * Where records come from: one form of record, one interface, one factory which reads the settings.
 * A further source is a further implementation of {@link io.pinflow.jobs.source.RawRecordSource}
 * and of {@link io.pinflow.jobs.source.RecordPosition}.
 */
package io.pinflow.jobs.source;
