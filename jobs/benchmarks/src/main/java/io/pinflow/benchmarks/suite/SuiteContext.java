package io.pinflow.benchmarks.suite;

import io.pinflow.local.report.Progress;
import io.pinflow.local.stack.Installation;
import java.nio.file.Path;

/**
 * What a part is run with.
 *
 * @param rows records of each kind
 * @param runs how often each side is measured; the median counts
 * @param scratch an empty folder, deleted after the part
 */
public record SuiteContext(
    int rows, int runs, Path scratch, Installation installation, Progress progress) {}
