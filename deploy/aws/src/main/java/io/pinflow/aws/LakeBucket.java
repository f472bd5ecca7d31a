package io.pinflow.aws;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
import software.constructs.Construct;

/**
 * The bucket of the raw archive and the Delta tables, which outlives its stack.
 *
 * <p>Archived objects get cheaper with age; nothing is ever deleted by age: not the archive, not
 * its ledger, which must stay where it is read at each start, and not the tables, whose files
 * MaintenanceJob deletes.
 */
final class LakeBucket extends Construct {

  /** The folder of everything below it, so that rights can be given by prefix. */
  private static final String ROOT = "pinflow";

  private final Bucket bucket;

  LakeBucket(Construct scope, StageSettings settings) {
    super(scope, "Lake");
    Bucket accessLog =
        Bucket.Builder.create(this, "AccessLog")
            .encryption(BucketEncryption.S3_MANAGED)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .enforceSsl(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .id("expire-access-log")
                        .expiration(Duration.days(90))
                        .build()))
            .build();
    bucket =
        Bucket.Builder.create(this, "Bucket")
            .encryption(BucketEncryption.S3_MANAGED)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .enforceSsl(true)
            .minimumTlsVersion(1.2)
            .serverAccessLogsBucket(accessLog)
            .removalPolicy(RemovalPolicy.RETAIN)
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .id("abort-unfinished-uploads")
                        .abortIncompleteMultipartUploadAfter(
                            Duration.days(settings.abortUploadsAfterDays()))
                        .build(),
                    colder("archived-topics", "/raw/topics/", settings),
                    colder("archived-streams", "/raw/streams/", settings)))
            .build();
    Reasons.at(accessLog).except("S1", "It holds the access log itself.").apply();
  }

  private static LifecycleRule colder(String id, String prefix, StageSettings settings) {
    return LifecycleRule.builder()
        .id(id)
        .prefix(ROOT + prefix)
        .transitions(
            List.of(
                transition(StorageClass.INFREQUENT_ACCESS, settings.infrequentAfterDays()),
                // Instant, as a replay reads the archive without restoring it first.
                transition(StorageClass.GLACIER_INSTANT_RETRIEVAL, settings.glacierAfterDays())))
        .build();
  }

  private static Transition transition(StorageClass to, int days) {
    return Transition.builder().storageClass(to).transitionAfter(Duration.days(days)).build();
  }

  Bucket bucket() {
    return bucket;
  }

  /** What {@code archive-root} is to be: the archive is in {@code raw} below it. */
  LakeFolder archiveRoot() {
    return new LakeFolder(bucket, ROOT);
  }

  /** What {@code table-root} is to be: beside {@code raw}, where sql/tables.sql looks for it. */
  LakeFolder tableRoot() {
    return new LakeFolder(bucket, ROOT + "/lake");
  }
}
