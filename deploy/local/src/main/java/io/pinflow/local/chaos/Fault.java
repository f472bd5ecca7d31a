package io.pinflow.local.chaos;

import java.time.Duration;

/**
 * One fault of a run.
 *
 * @param at when it is due, from the start of the run on; later if the one before takes longer
 * @param hold how long it goes on before it is mended; zero for what is over at once
 */
record Fault(Duration at, FaultKind kind, Duration hold) {}
