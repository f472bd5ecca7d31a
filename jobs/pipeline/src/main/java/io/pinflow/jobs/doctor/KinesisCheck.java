package io.pinflow.jobs.doctor;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.kinesis.shaded.com.amazonaws.AmazonServiceException;
import org.apache.flink.kinesis.shaded.com.amazonaws.ClientConfiguration;
import org.apache.flink.kinesis.shaded.com.amazonaws.SdkClientException;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.AmazonKinesis;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.DescribeStreamSummaryRequest;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.LimitExceededException;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.ResourceNotFoundException;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.StreamDescriptionSummary;
import org.apache.flink.streaming.connectors.kinesis.util.AWSUtil;

/** Whether Kinesis answers, takes the job's credentials, and lets it see its streams. */
public final class KinesisCheck implements Check {

  private static final String SERVICE = "Kinesis";
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Set<String> READABLE = Set.of("ACTIVE", "UPDATING");
  private static final Set<String> BAD_CREDENTIALS =
      Set.of(
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "IncompleteSignatureException",
          "MissingAuthenticationTokenException",
          "ExpiredTokenException");

  private final List<String> streams;
  private final Properties properties;
  private final Duration patience;

  /**
   * @param properties of the job's consumer, region and endpoint included
   */
  public KinesisCheck(List<String> streams, Properties properties) {
    this(streams, properties, PATIENCE);
  }

  /**
   * @param patience how long to wait for a connection and for an answer
   */
  public KinesisCheck(List<String> streams, Properties properties, Duration patience) {
    this.streams = List.copyOf(streams);
    this.properties = properties;
    this.patience = patience;
  }

  @Override
  public String what() {
    return SERVICE;
  }

  @Override
  public List<Finding> run() {
    AmazonKinesis kinesis = AWSUtil.createKinesisClient(properties, impatient());
    try {
      List<Finding> findings = new ArrayList<>();
      for (String stream : streams) {
        findings.add(look(kinesis, stream));
      }
      findings.add(0, Finding.ok(SERVICE, "answers"));
      return findings;
    } catch (ServiceUnusable e) {
      return List.of(e.finding);
    } finally {
      kinesis.shutdown();
    }
  }

  /** By what the service takes alone: on a busy machine the client itself may start for long. */
  private ClientConfiguration impatient() {
    return new ClientConfiguration()
        .withMaxErrorRetry(1)
        .withConnectionTimeout((int) patience.toMillis())
        .withSocketTimeout((int) patience.toMillis());
  }

  private Finding look(AmazonKinesis kinesis, String stream) throws ServiceUnusable {
    String what = "Kinesis stream " + stream;
    try {
      StreamDescriptionSummary summary =
          kinesis
              .describeStreamSummary(new DescribeStreamSummaryRequest().withStreamName(stream))
              .getStreamDescriptionSummary();
      if (!READABLE.contains(summary.getStreamStatus())) {
        return Finding.warning(
            what,
            "is " + summary.getStreamStatus() + ": the job waits until it is ACTIVE",
            "Wait, or look at the stream in the console");
      }
      int shards = summary.getOpenShardCount();
      return Finding.ok(what, shards + (shards == 1 ? " open shard" : " open shards"));
    } catch (ResourceNotFoundException e) {
      return Finding.warning(
          what,
          "does not exist yet: the job waits for it",
          "Create it, or correct --kinesis-streams and --kinesis-region");
    } catch (LimitExceededException e) {
      return Finding.warning(
          what, "could not be looked at: the account's limit of requests is met", "Try again");
    } catch (AmazonServiceException e) {
      if (e.getErrorCode() != null && e.getErrorCode().startsWith("AccessDenied")) {
        return Finding.error(
            what,
            "the job's role has no right to kinesis:DescribeStreamSummary: " + e.getErrorMessage(),
            "Grant it, and kinesis:DescribeStream, ListShards, GetShardIterator and GetRecords");
      }
      throw new ServiceUnusable(refused(e));
    } catch (SdkClientException e) {
      throw new ServiceUnusable(unreachable(e));
    }
  }

  private static Finding refused(AmazonServiceException refusal) {
    String detail = "HTTP " + refusal.getStatusCode() + ' ' + refusal.getErrorCode();
    return BAD_CREDENTIALS.contains(String.valueOf(refusal.getErrorCode()))
        ? Finding.error(
            SERVICE,
            "does not take the credentials: " + detail,
            "Correct the keys of the environment, the profile or the role")
        : Finding.error(SERVICE, "refuses to answer: " + detail, "Try again, or ask AWS");
  }

  private Finding unreachable(SdkClientException failure) {
    if (String.valueOf(failure.getMessage()).startsWith("Unable to load AWS credentials")) {
      return Finding.error(
          SERVICE,
          "no credentials were found",
          "Give some by the environment, a web identity, a profile or a role");
    }
    // A connection that takes too long is no such exception.
    if (Reason.find(failure, SocketTimeoutException.class).isPresent()) {
      return Finding.warning(
          SERVICE,
          "takes a connection, but has not answered within " + patience.toSeconds() + " s",
          "See whether it is overloaded: the job tries on; or correct --kinesis-endpoint");
    }
    return Finding.error(
        SERVICE,
        "cannot be reached: " + Reason.of(failure),
        "Correct --kinesis-region or --kinesis-endpoint, or open the network to it");
  }

  /** Every further request would fail in the same way. */
  private static final class ServiceUnusable extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    private ServiceUnusable(Finding finding) {
      super(finding.toString());
      this.finding = finding;
    }
  }
}
