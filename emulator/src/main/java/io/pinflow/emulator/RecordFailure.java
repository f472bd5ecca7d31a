package io.pinflow.emulator;

import io.pinflow.schema.RecordKind;

/**
 * A record that was not delivered.
 *
 * @param post the post it belongs to, counted from 0 in the source's order, those of earlier runs
 *     included
 */
public record RecordFailure(RecordKind kind, long post, String reason) {}
