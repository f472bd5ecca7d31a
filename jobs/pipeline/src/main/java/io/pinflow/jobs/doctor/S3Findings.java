package io.pinflow.jobs.doctor;

import io.pinflow.delta.kernel.S3Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a reply of S3 means for a job, in words. */
final class S3Findings {

  /** A signature holds for 15 minutes. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private S3Findings() {}

  /** None where all is well, or where only trying can tell. */
  static Optional<Finding> of(String what, String bucket, S3Reply reply) {
    switch (reply.outcome()) {
      case LISTED:
      case DENIED:
        // Who may not list at once may list below a prefix, and by Flink's file system.
        return Optional.empty();
      case UNREACHABLE:
        return error(
            what,
            "S3 cannot be reached: " + reply.detail(),
            "Start the server, correct s3.endpoint in Flink's configuration, or open the network");
      case NO_REGION:
        return error(
            what, "no region is known to find S3 in", "Set s3.endpoint.region or AWS_REGION");
      case NO_CREDENTIALS:
        return error(
            what,
            "no credentials were found",
            "Set s3.access-key and s3.secret-key, or give some by the environment or a role");
      case CREDENTIALS_REFUSED:
        // Not left to the file system, which would try for minutes.
        return error(
            what,
            "S3 does not take the credentials: " + reply.detail(),
            "Correct s3.access-key and s3.secret-key, or the environment's keys or role");
      case CLOCK_REFUSED:
        return error(
            what,
            "S3 takes no request of a clock so wrong: " + reply.detail(),
            "Set this machine's clock");
      case NO_SUCH_BUCKET:
        return error(
            what,
            "there is no bucket '" + bucket + "': " + reply.detail(),
            "Create it, or correct the folder; s3.endpoint says which server is asked");
      case WRONG_REGION:
        return error(
            what,
            "the bucket '" + bucket + "' is in another region: " + reply.detail(),
            "Set s3.endpoint.region, and s3.endpoint where it is given, to the bucket's region");
      case FAILED:
        return error(what, "S3 answers " + reply.detail(), "Look at the server's log or status");
    }
    throw new AssertionError(reply.outcome());
  }

  static Optional<Finding> ofClock(Instant serverTime) {
    return ofClock(serverTime, Clock.systemUTC());
  }

  /** None where the clocks agree well enough. */
  static Optional<Finding> ofClock(Instant serverTime, Clock clock) {
    Duration skew = Duration.between(serverTime, clock.instant());
    return skew.abs().compareTo(SKEW) <= 0
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                "clock",
                "is "
                    + skew.abs().toMinutes()
                    + " min "
                    + (skew.isNegative() ? "behind" : "ahead of")
                    + " that of S3, which refuses every request beyond 15 min",
                "Set this machine's clock, by NTP"));
  }

  private static Optional<Finding> error(String what, String detail, String remedy) {
    return Optional.of(Finding.error(what, detail, remedy));
  }
}
