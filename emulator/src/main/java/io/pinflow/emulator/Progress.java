package io.pinflow.emulator;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How far a run is.
 *
 * @param total the records of the source, where known beforehand
 */
public record Progress(
    OptionalLong total, long acknowledged, long failed, long retried, Duration elapsed) {}
