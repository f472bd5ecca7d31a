package io.pinflow.emulator;

import io.pinflow.emulator.source.PostRecord;

/** A record without an outcome yet, and the post it belongs to. */
record Pending(PostRecord record, OpenPost post) {}
