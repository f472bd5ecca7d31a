package io.pinflow.local.chaos;

/**
 * What a run does.
 *
 * @param seed equal seeds give equal posts and, for equal minutes, equal faults
 * @param minutes for how long faults are injected; recoveries that take long prolong it
 * @param rate posts a second
 */
public record ChaosOptions(long seed, int minutes, double rate) {}
