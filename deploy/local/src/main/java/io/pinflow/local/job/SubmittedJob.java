package io.pinflow.local.job;

import java.util.Optional;

/** A job that runs, and the state it went on from. */
public record SubmittedJob(PipelineJob job, String jobId, Optional<String> restoredFrom) {}
